using System.Buffers;

namespace TokenTracking.Wire.Facts;

/// <summary>Whether the name of a number sounds like something that a call used or cost.</summary>
internal static class UsageNames
{
    private static readonly SearchValues<string> OfUsage = SearchValues.Create(
        ["token", "usage", "cost", "billed", "billing", "billable", "credit", "price", "charge"], StringComparison.OrdinalIgnoreCase);

    // How long it took, how fast it was, what would have been allowed, and what only looks like a number.
    private static readonly string[] OfOtherThings =
    [
        "at", "bytes", "budget", "created", "factor", "id", "ids", "index", "latency", "limit", "logprob", "max", "maximum", "min", "ms",
        "multiplier", "per", "percent", "percentage", "probability", "rate", "ratio", "remaining", "score", "seed", "size", "speed",
        "temperature", "threshold", "time", "timestamp", "tps", "ttft", "unit", "version",
    ];

    // Parts of a count or an amount that is read: what is left of the input without its other kinds, and what a sum is made of.
    private static readonly string[] Parts =
    [
        "accepted_prediction_tokens", "input_tokens_cost", "output_tokens_cost", "prompt_cache_miss_tokens", "rejected_prediction_tokens",
        "request_cost", "text_tokens", "upstream_inference_completions_cost", "upstream_inference_input_cost",
        "upstream_inference_output_cost", "upstream_inference_prompt_cost",
    ];

    /// <summary>Checks the name of a number.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="isInUsage">True within a usage object, where every number may be usage.</param>
    /// <returns>True if it sounds like usage; otherwise, false.</returns>
    public static bool SoundsLikeUsage(ReadOnlySpan<char> path, bool isInUsage)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        return (isInUsage || path.ContainsAny(OfUsage)) && !NamesAnotherThing(name) && !IsAnyOf(name, Parts);
    }

    // Word by word: "generated_tokens" has no rate in it, "totalTimeMs" has a time.
    private static bool NamesAnotherThing(ReadOnlySpan<char> name)
    {
        var start = 0;
        for (var at = 1; at <= name.Length; at++)
        {
            var isEnd = at == name.Length || !char.IsAsciiLetterOrDigit(name[at])
                || (char.IsAsciiLetterUpper(name[at]) && !char.IsAsciiLetterUpper(name[at - 1]));
            if (!isEnd)
                continue;
            if (IsAnyOf(name[start..at].Trim("_-[]"), OfOtherThings))
                return true;
            start = at;
        }

        return false;
    }

    private static bool IsAnyOf(ReadOnlySpan<char> word, string[] names)
    {
        foreach (var name in names)
        {
            if (word.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
