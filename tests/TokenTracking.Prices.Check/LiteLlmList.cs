using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TokenTracking.Cli.Prices.Lists;

namespace TokenTracking.Prices.Check;

/// <summary>LiteLLM's models by provider and name, and where their context tiers begin.</summary>
internal sealed partial class LiteLlmList
{
    public Dictionary<(string Provider, string Model), JsonElement> Models { get; } = [];

    public LiteLlmList(string json)
    {
        foreach (var entry in JsonDocument.Parse(json).RootElement.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.Object && entry.Value.TryGetProperty("litellm_provider", out var list)
                && ProviderNames.OfLiteLlm(list.GetString()!) is { } provider
                && ProviderNames.ModelOfLiteLlm(entry.Name, list.GetString()!) is { } name)
            {
                // One name may stand there twice, once for an endpoint of its own that costs nothing.
                if (!Models.TryAdd((provider, name), entry.Value) && IsFree(Models[(provider, name)])
                    && Models[(provider, name)].GetProperty("litellm_provider").GetString() != list.GetString())
                {
                    Models[(provider, name)] = entry.Value;
                }
            }
        }
    }

    private static bool IsFree(JsonElement model)
        => model.TryGetProperty("input_cost_per_token", out var input) && input.GetDecimal() == 0m
            && model.TryGetProperty("output_cost_per_token", out var output) && output.GetDecimal() == 0m;

    /// <summary>The boundaries of the model's context tiers in thousands of tokens, highest first.</summary>
    public static IEnumerable<int> Thousands(JsonElement model) => model.EnumerateObject()
        .Select(static field => Above().Match(field.Name)).Where(static match => match.Success)
        .Select(static match => int.Parse(match.Groups["k"].Value, CultureInfo.InvariantCulture)).Distinct().OrderDescending();

    /// <summary>The same in tokens, and those of ranges.</summary>
    public static IEnumerable<long> Boundaries(JsonElement model)
    {
        foreach (var k in Thousands(model))
            yield return k * 1000L;
        if (model.TryGetProperty("tiered_pricing", out var tiers))
        {
            foreach (var tier in tiers.EnumerateArray().Skip(1).Where(static t => t.TryGetProperty("range", out _)))
                yield return (long)tier.GetProperty("range")[0].GetDecimal();
        }
    }

    /// <summary>Whether the list prices tokens or requests of the model; images, seconds and pages alone are not compared.</summary>
    public static bool HasPrices(JsonElement model)
        => model.EnumerateObject().Any(static field => field.Name is "tiered_pricing" or "input_cost_per_query"
            or "input_cost_per_request" || field.Name.EndsWith("_token", StringComparison.Ordinal)
            || field.Name.StartsWith("cache_", StringComparison.Ordinal));

    // Tier-specific fields do not count: "_above_200k_tokens_priority" goes with "_above_200k_tokens".
    [GeneratedRegex(@"^input_cost_per_token_above_(?<k>\d+)k_tokens$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: -1)]
    private static partial Regex Above();
}
