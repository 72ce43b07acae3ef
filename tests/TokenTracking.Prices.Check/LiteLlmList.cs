using System.Globalization;
using System.Text.Json;
using TokenTracking.Cli.Prices.Lists;

namespace TokenTracking.Prices.Check;

/// <summary>LiteLLM by its own rules: per-token prices by field name, long context above so many thousand tokens, a suffix per service tier,
/// or a list of ranges.</summary>
internal sealed class LiteLlmList
{
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["input"] = "input_cost_per_token", ["output"] = "output_cost_per_token", ["read"] = "cache_read_input_token_cost",
        ["write"] = "cache_creation_input_token_cost", ["write1h"] = "cache_creation_input_token_cost_above_1hr",
        ["reasoning"] = "output_cost_per_reasoning_token", ["audioIn"] = "input_cost_per_audio_token", ["audioOut"] = "output_cost_per_audio_token",
    };

    private static readonly int[] Thousands = [512, 272, 256, 200, 128];

    public Dictionary<(string Provider, string Model), JsonElement> Models { get; } = [];

    public LiteLlmList(string json)
    {
        foreach (var entry in JsonDocument.Parse(json).RootElement.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.Object && entry.Value.TryGetProperty("litellm_provider", out var list)
                && ProviderNames.OfLiteLlm(list.GetString()!) is { } provider && ProviderNames.ModelOfLiteLlm(entry.Name, list.GetString()!) is { } name)
            {
                Models.TryAdd((provider, name), entry.Value);
            }
        }
    }

    public static IEnumerable<long> Boundaries(JsonElement model)
    {
        foreach (var k in Thousands.Where(k => model.TryGetProperty($"input_cost_per_token_above_{k}k_tokens", out _)))
            yield return k * 1000L;
        if (model.TryGetProperty("tiered_pricing", out var tiers))
        {
            foreach (var tier in tiers.EnumerateArray().Skip(1).Where(static t => t.TryGetProperty("range", out _)))
                yield return (long)tier.GetProperty("range")[0].GetDecimal();
        }
    }

    public static bool HasTokenPrices(JsonElement model) => Fields.Values.Any(field => Number(model, field) is not null)
        || (model.TryGetProperty("tiered_pricing", out var tiers) && tiers[0].TryGetProperty("range", out _));

    public static IEnumerable<string> Tiers(JsonElement model)
        => new[] { "", "batch", "flex", "priority" }.Where(tier => tier.Length == 0 || model.TryGetProperty("input_cost_per_token" + Suffix(tier), out _));

    public static decimal? Cost(JsonElement model, Usage usage, string tier)
    {
        var above = Thousands.FirstOrDefault(k => usage.Input > k * 1000L && model.TryGetProperty($"input_cost_per_token_above_{k}k_tokens", out _));
        return ListedCost.Of(usage, part => part == "request" ? Number(model, "input_cost_per_request") ?? Number(model, "input_cost_per_query") : Price(model, part, above, usage.Input, tier));
    }

    private static decimal? Price(JsonElement model, string part, int above, long input, string tier)
    {
        if (model.TryGetProperty("tiered_pricing", out var tiers) && tiers[0].TryGetProperty("range", out _))
        {
            // A range contains its lower end.
            var range = tiers.EnumerateArray().Last(t => input >= t.GetProperty("range")[0].GetDecimal());
            return Number(range, Fields[part]);
        }

        return above == 0
            ? Number(model, Fields[part] + Suffix(tier))
            : Number(model, $"{Fields[part]}_above_{above}k_tokens{Suffix(tier)}");
    }

    private static string Suffix(string tier) => tier switch { "" => "", "batch" => "_batches", _ => "_" + tier };

    private static decimal? Number(JsonElement model, string field)
        => model.TryGetProperty(field, out var price) && price.ValueKind == JsonValueKind.Number
            ? decimal.Parse(price.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;
}
