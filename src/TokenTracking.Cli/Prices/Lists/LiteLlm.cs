using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TokenTracking.Cli.Prices.Lists;

/// <summary>Reads LiteLLM's model prices: widest, undated, USD per single token as floating-point text.</summary>
internal static partial class LiteLlm
{
    /// <summary>The models by provider of the table and name there.</summary>
    public static Dictionary<string, SortedDictionary<string, ListedModel>> Read(string json)
    {
        var result = new Dictionary<string, SortedDictionary<string, ListedModel>>(StringComparer.Ordinal);
        foreach (var entry in JsonDocument.Parse(json).RootElement.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Object
                || !entry.Value.TryGetProperty("litellm_provider", out var list)
                || ProviderNames.OfLiteLlm(list.GetString()!) is not { } provider
                || ProviderNames.ModelOfLiteLlm(entry.Name, list.GetString()!) is not { } name
                || ReadModel(name, provider, entry.Value) is not { } model)
            {
                continue;
            }

            if (!result.TryGetValue(provider, out var models))
                result[provider] = models = new SortedDictionary<string, ListedModel>(StringComparer.Ordinal);
            models.TryAdd(name, model);
        }

        return result;
    }

    private static ListedModel? ReadModel(string name, string provider, JsonElement entry)
    {
        var row = new Row { Lists = "l" };
        row.Cards.Add(new Card("", 0, false));
        foreach (var field in entry.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Number && Parse(field.Name) is var (code, tier, above))
                Add(row, tier, above, inclusive: false, code, name, field.Value);
        }

        if (entry.TryGetProperty("tiered_pricing", out var tiers))
            AddTiers(row, name, tiers);
        AddCacheHit(row, entry);
        AddSearch(row, entry);
        if (!IsPriced(row, name, provider, entry))
            return null;

        // A write below the input price is the read price under the wrong name, or a 0 that nobody filled in.
        foreach (var card in row.Cards.Where(static c => c["w"] < (c["i"] ?? 0m)))
            card.Prices.Remove(Codes.CacheWrite);
        foreach (var card in row.Cards.Where(static c => c["r"] == 0m && c["i"] > 0m))
            card.Prices.Remove(Codes.CacheRead);
        foreach (var card in row.Cards.Where(static c => c["n"] is { } reasoning && reasoning == c["o"]))
            card.Prices.Remove(Codes.Reasoning);
        var model = new ListedModel { Id = name, Rows = { row } };
        AddMultipliers(model, entry);
        if (entry.TryGetProperty("deprecation_date", out var date)
            && DateOnly.TryParseExact(date.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            model.RetiredOn = day;
        }

        return model;
    }

    private static (string Code, string Tier, long Above)? Parse(string field)
    {
        var parts = Suffixes().Match(field);
        if (!Codes.LiteLlm.TryGetValue(parts.Groups["name"].Value, out var code))
            return null;
        var above = parts.Groups["k"].Success ? long.Parse(parts.Groups["k"].Value, CultureInfo.InvariantCulture) * 1000 : 0;
        var tier = parts.Groups["tier"].Value;
        return (code, tier == "batches" ? "batch" : tier, above);
    }

    // cache_creation_input_token_cost_above_1hr is a name of its own; _above_200k_tokens and _priority are what a name can end in.
    [GeneratedRegex(@"^(?<name>.+?)(?:_above_(?<k>\d+)k_tokens)?(?:_(?<tier>batches|flex|priority))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: -1)]
    private static partial Regex Suffixes();

    private static void Add(Row row, string tier, long above, bool inclusive, string code, string name, JsonElement price)
    {
        // A copy error of the list: 6.0 of Sonnet stands at Haiku 3 (0.5) and Opus 3 (30). Left out, the multiplier gives the right figure.
        if (code == Codes.CacheWrite1h && (name.Contains("claude-3-haiku", StringComparison.Ordinal) || name.Contains("claude-3-opus", StringComparison.Ordinal)))
            return;
        row.Get(tier, above, inclusive).Prices[code] = new Price(PerMillion(price), 'l');
    }

    // Qwen: "range": [from, to) with the boundary itself in the higher tier.
    private static void AddTiers(Row row, string name, JsonElement tiers)
    {
        foreach (var tier in tiers.EnumerateArray())
        {
            if (!tier.TryGetProperty("range", out var range))
                continue;
            var above = (long)range[0].GetDecimal();
            foreach (var field in tier.EnumerateObject())
            {
                if (field.Value.ValueKind == JsonValueKind.Number && Codes.LiteLlm.TryGetValue(field.Name, out var code))
                    Add(row, "", above, inclusive: above > 0, code, name, field.Value);
            }
        }
    }

    private static void AddCacheHit(Row row, JsonElement entry)
    {
        if (row.Base[Codes.CacheRead] is null && entry.TryGetProperty("input_cost_per_token_cache_hit", out var hit))
            row.Base.Prices[Codes.CacheRead] = new Price(PerMillion(hit), 'l');
    }

    private static void AddSearch(Row row, JsonElement entry)
    {
        // Medium is the provider's default context size where the sizes differ.
        if (entry.TryGetProperty("search_context_cost_per_query", out var search)
            && search.TryGetProperty("search_context_size_medium", out var medium))
        {
            row.Base.Prices[Codes.WebSearch] = new Price(PerMillion(medium), 'l');
        }
    }

    private static void AddMultipliers(ListedModel model, JsonElement entry)
    {
        foreach (var field in entry.EnumerateObject())
        {
            if (field.Name.StartsWith("regional_processing_uplift_multiplier_", StringComparison.Ordinal))
                model.Multipliers["geo:" + field.Name["regional_processing_uplift_multiplier_".Length..]] = field.Value.GetDecimal();
        }

        if (!entry.TryGetProperty("provider_specific_entry", out var specific))
            return;
        foreach (var field in specific.EnumerateObject().Where(static f => f.Value.ValueKind == JsonValueKind.Number))
            model.Multipliers[(field.Name == "fast" ? "speed:" : "geo:") + field.Name] = field.Value.GetDecimal();
    }

    // The list writes 0 for "free" and for "nobody filled it in". Only where the free offer is the provider's own is 0 a price.
    private static bool IsPriced(Row row, string name, string provider, JsonElement entry)
    {
        if (row.Base.Prices.Where(static p => p.Key != Codes.WebSearch).Any(static p => p.Value.PerMillion != 0m) || row.Cards.Count > 1)
        {
            if (row.Base[Codes.Input] is 0m && row.Base[Codes.Output] is 0m)
                row.Base.Prices.Remove(Codes.Output);
            return row.Base.Prices.Count > 0;
        }

        return row.Base.Prices.Count > 0
            && ((entry.TryGetProperty("mode", out var mode) && mode.GetString() == "moderation")
                || name.EndsWith("-free", StringComparison.OrdinalIgnoreCase) || name.EndsWith("/free", StringComparison.Ordinal)
                || (provider == "z_ai" && name.EndsWith("-flash", StringComparison.Ordinal))
                || (provider == "gcp.gemini" && (name.Contains("-exp-", StringComparison.Ordinal) || name.StartsWith("gemma", StringComparison.Ordinal))));
    }

    private static decimal PerMillion(JsonElement price) => Codes.Number(price) * 1_000_000m;
}
