using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TokenTracking.Cli.Prices.Lists;

/// <summary>Reads LiteLLM's model prices: widest, undated, USD per single token as floating-point text.</summary>
internal static partial class LiteLlm
{
    /// <summary>The models by provider of the table and name there, as prices: without the errors that the list is known to have.</summary>
    public static Dictionary<string, SortedDictionary<string, ListedModel>> Read(string json)
    {
        var result = ReadAsListed(json);
        foreach (var (provider, models) in result)
        {
            foreach (var (name, model) in models.ToList())
            {
                if (!LiteLlmErrors.TakeOut(model, name, provider))
                    models.Remove(name);
            }
        }

        return result;
    }

    /// <summary>The models with every figure that the list has, right or wrong.</summary>
    public static Dictionary<string, SortedDictionary<string, ListedModel>> ReadAsListed(string json)
    {
        var result = new Dictionary<string, SortedDictionary<string, ListedModel>>(StringComparer.Ordinal);
        foreach (var entry in JsonDocument.Parse(json).RootElement.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Object
                || !entry.Value.TryGetProperty("litellm_provider", out var list)
                || ProviderNames.OfLiteLlm(list.GetString()!) is not { } provider
                || ProviderNames.ModelOfLiteLlm(entry.Name, list.GetString()!) is not { } name || !Codes.IsName(name))
            {
                continue;
            }

            if (!result.TryGetValue(provider, out var models))
                result[provider] = models = new SortedDictionary<string, ListedModel>(StringComparer.Ordinal);

            // A model may be listed twice, under its own name and with a route prefix. The first entry with a price is used.
            var model = ReadModel(name, entry.Value);
            if (!models.TryGetValue(name, out var other) || !LiteLlmErrors.IsPriced(other, name, provider))
                models[name] = model;
        }

        return result;
    }

    private static ListedModel ReadModel(string name, JsonElement entry)
    {
        var row = new Row { Lists = "l" };
        row.Cards.Add(new Card("", 0, false));
        foreach (var field in entry.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Number && Parse(field.Name) is var (code, tier, above))
                Add(row, tier, above, inclusive: false, code, field.Value);
        }

        if (entry.TryGetProperty("tiered_pricing", out var tiers))
            AddTiers(row, tiers);
        AddCacheHit(row, entry);
        AddSearch(row, entry);
        var model = new ListedModel
        {
            Id = name, Rows = { row }, Mode = entry.TryGetProperty("mode", out var mode) ? mode.GetString() : null,
        };
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

    // cache_creation_input_token_cost_above_1hr is a separate name; _above_200k_tokens and _priority are what a name can end in.
    [GeneratedRegex(
        @"^(?<name>.+?)(?:_above_(?<k>\d+)k_tokens)?(?:_(?<tier>batches|flex|priority))?$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: -1)]
    private static partial Regex Suffixes();

    private static void Add(Row row, string tier, long above, bool inclusive, string code, JsonElement price)
    {
        if (PerMillion(price) is var perMillion && Codes.IsPrice(perMillion))
            row.Get(tier, above, inclusive).Prices[code] = new Price(perMillion, 'l');
    }

    // Qwen: "range": [from, to) with the boundary itself in the higher tier.
    private static void AddTiers(Row row, JsonElement tiers)
    {
        foreach (var tier in tiers.EnumerateArray())
        {
            if (!tier.TryGetProperty("range", out var range))
                continue;
            var above = (long)range[0].GetDecimal();
            foreach (var field in tier.EnumerateObject())
            {
                if (field.Value.ValueKind == JsonValueKind.Number && Codes.LiteLlm.TryGetValue(field.Name, out var code))
                    Add(row, "", above, inclusive: above > 0, code, field.Value);
            }
        }
    }

    private static void AddCacheHit(Row row, JsonElement entry)
    {
        if (row.Base[Codes.CacheRead] is null && entry.TryGetProperty("input_cost_per_token_cache_hit", out var hit))
            Add(row, "", 0, false, Codes.CacheRead, hit);
    }

    private static void AddSearch(Row row, JsonElement entry)
    {
        // Medium is the provider's default context size where the sizes differ.
        if (entry.TryGetProperty("search_context_cost_per_query", out var search)
            && search.TryGetProperty("search_context_size_medium", out var medium))
        {
            Add(row, "", 0, false, Codes.WebSearch, medium);
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

    private static decimal PerMillion(JsonElement price) => Codes.Number(price) * 1_000_000m;
}
