using System.Text.Json;

namespace TokenTracking.Prices.Check;

/// <summary>Why a cost may differ from what a list says. docs/prices.md says the same in words.</summary>
internal static class Deviations
{
    /// <summary>genai-prices has one provider for both platforms of Google.</summary>
    public static bool Belongs(string provider, string name) => provider != "gcp.gemini"
        || !(name.Contains("claude", StringComparison.Ordinal) || name.EndsWith("-maas", StringComparison.Ordinal));

    public static string? FromDated(JsonElement model, DateTimeOffset at)
        => IsHourBeforeItsPrice(model, at) ? "peak hours are no older than the dated price they belong to" : null;

    public static string? FromWide(
        string name, JsonElement model, JsonElement? dated, Usage usage, string tier, DateTimeOffset at, decimal? ours, in UsageRecord call)
    {
        if (usage.Write1h > 0 && (name.Contains("claude-3-haiku", StringComparison.Ordinal) || name.Contains("claude-3-opus", StringComparison.Ordinal)))
            return "LiteLLM has Sonnet's 1-hour price at Haiku 3 and Opus 3";
        if (dated is { } other && tier.Length == 0 && GenaiList.Cost(other, usage, at) is { } theirs && Comparison.Same(ours, theirs))
            return GenaiList.Boundaries(other).Any(b => usage.Input == b || usage.Input == b + 1) ? "the boundary rule of the dated list" : "the dated list has another price";
        var row = PriceBook.Default.Find(call.Provider, call.Model)?.At(call.Time);
        if (Price(model, "input_cost_per_token") is 0m && Price(model, "output_cost_per_token") is 0m or null)
            return "a 0 that nobody filled in is no price";
        if (row is { SourcesAgree: false })
            return "the dated list has another price";
        if (row?.Source.Name.StartsWith("genai", StringComparison.Ordinal) == true)
        {
            if (ours is null)
                return "the dated list's row does not list it";
            return IsMisnamedWrite(usage, model)
                ? "a cache write below the input price is another price under that name"
                : LiteLlmList.Boundaries(model).Any(b => usage.Input > b) ? "a context tier that the dated list does not have" : "the dated list has another price";
        }

        if (IsMisnamedWrite(usage, model))
            return "a cache write below the input price is another price under that name";
        return usage.Read > 0 && Price(model, "cache_read_input_token_cost") is 0m ? "a 0 that nobody filled in is no price" : null;
    }

    private static bool IsMisnamedWrite(Usage usage, JsonElement model) => usage.Write > 0 && model.EnumerateObject().Any(field
        => field.Name.StartsWith("cache_creation_input_token_cost", StringComparison.Ordinal)
            && Price(model, field.Name) < Price(model, "input_cost_per_token" + field.Name["cache_creation_input_token_cost".Length..]));

    private static decimal? Price(JsonElement model, string field)
        => model.TryGetProperty(field, out var price) && price.ValueKind == JsonValueKind.Number
            ? decimal.Parse(price.GetRawText(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private static bool IsHourBeforeItsPrice(JsonElement model, DateTimeOffset at)
    {
        var prices = model.GetProperty("prices");
        if (prices.ValueKind != JsonValueKind.Array)
            return false;
        var conditions = prices.EnumerateArray().Where(static r => r.TryGetProperty("constraint", out var c) && c.ValueKind == JsonValueKind.Object)
            .Select(static r => r.GetProperty("constraint")).ToList();
        return conditions.Exists(static c => c.TryGetProperty("start_time", out _))
            && conditions.Exists(c => c.TryGetProperty("start_date", out var date)
                && at < new DateTimeOffset(DateOnly.Parse(date.GetString()!, System.Globalization.CultureInfo.InvariantCulture), default, TimeSpan.Zero));
    }
}
