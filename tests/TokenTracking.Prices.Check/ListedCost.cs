namespace TokenTracking.Prices.Check;

/// <summary>Adds up a usage as both lists do: each part at its own price where the list has one.</summary>
internal static class ListedCost
{
    /// <summary>The cost in USD; null where a part of the usage has no price in the list, so that the list does not say.</summary>
    /// <param name="usage">The usage.</param>
    /// <param name="price">USD per token by part: input, output, read, write, write1h, reasoning, audioIn, audioOut, and
    /// the request itself; null where not listed.</param>
    public static decimal? Of(Usage usage, Func<string, decimal?> price)
    {
        var cost = price("request") ?? 0m;
        return Add(usage.Fresh - usage.AudioIn, price("input"))
            && Add(usage.Read, price("read"))
            && Add(usage.Write, price("write"))
            && Add(usage.Write1h, price("write1h"))
            && Add(usage.AudioIn, price("audioIn"))
            && Add(usage.AudioOut, price("audioOut"))
            && Add(usage.Output - usage.Reasoning - usage.AudioOut, price("output"))
            && Add(usage.Reasoning, price("reasoning") ?? price("output"))
            ? cost
            : null;

        bool Add(long tokens, decimal? perToken)
        {
            if (tokens == 0)
                return true;
            cost += tokens * (perToken ?? 0m);
            return perToken is not null;
        }
    }
}
