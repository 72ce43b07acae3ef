using System.Text.Json;

namespace TokenTracking.Providers;

/// <summary>
/// The usage object of OpenAI's chat completions and of the servers that speak the same. <c>prompt_tokens</c> includes cached tokens and
/// cache writes; <c>completion_tokens</c> includes reasoning, except at xAI, which the total gives away.
/// </summary>
internal static class OpenAIUsage
{
    public static ReportedUsage Read(JsonElement? usage, bool finished)
    {
        if (usage is not { ValueKind: JsonValueKind.Object } element)
            return ReportedUsage.None;

        var numbers = new UsageNumbers(element);
        var input = numbers["prompt_tokens"];
        var output = numbers["completion_tokens"];
        var total = numbers["total_tokens"];
        var reasoning = numbers["completion_tokens_details", "reasoning_tokens"];
        // DeepSeek gives the cached part under a name of its own.
        var cacheRead = numbers["prompt_tokens_details", "cached_tokens"] ?? numbers["prompt_cache_hit_tokens"];

        var reasoningBeside = reasoning > 0 && total == input + output + reasoning;
        var agrees = total is null || input is null || output is null || reasoningBeside || total == input + output;
        var counts = TokenUsage.FromInclusive(
                input, output, cacheRead, numbers["prompt_tokens_details", "cache_write_tokens"], reasoning, !reasoningBeside)
            .WithParts(numbers["prompt_tokens_details", "audio_tokens"], numbers["completion_tokens_details", "audio_tokens"]);
        return ReportedUsage.Create(in counts, finished, numbers.IsDoubtful || !agrees, element) with { ReportedCost = CostOf(element) };
    }

    // OpenRouter and its like report USD as one number. An object under the same name is another's own affair.
    private static decimal? CostOf(JsonElement usage)
        => UsageNumbers.Field(usage, "cost") is { ValueKind: JsonValueKind.Number } cost && cost.TryGetDecimal(out var amount) && amount >= 0
            ? amount
            : null;
}
