namespace TokenTracking.Cli.Prices.Lists;

/// <summary>What LiteLLM's list is known to have wrong, and what is left of a model without it.</summary>
internal static class LiteLlmErrors
{
    /// <summary>Takes the errors out of a model.</summary>
    /// <param name="model">The model as listed.</param>
    /// <param name="name">Its name at the provider.</param>
    /// <param name="provider">The provider.</param>
    /// <returns>False if no price is left.</returns>
    public static bool TakeOut(ListedModel model, string name, string provider)
    {
        if (!IsPriced(model, name, provider))
            return false;
        var row = model.Rows[0];
        if (row.Base[Codes.Input] is 0m && row.Base[Codes.Output] is 0m && HasOtherPrice(row))
            row.Base.Prices.Remove(Codes.Output);
        row.Cards.RemoveAll(card => IsHalfTier(row, card));
        foreach (var card in row.Cards)
        {
            if (IsCopyError(name))
                card.Prices.Remove(Codes.CacheWrite1h); // The documented multiplier gives the right figure.
            if (IsMisnamedWrite(card))
                card.Prices.Remove(Codes.CacheWrite);
            if (IsUnfilledRead(card))
                card.Prices.Remove(Codes.CacheRead);
            if (card[Codes.Reasoning] is { } reasoning && reasoning == card[Codes.Output])
                card.Prices.Remove(Codes.Reasoning); // No separate price.
        }

        return row.Base.Prices.Count > 0;
    }

    /// <summary>A copy error of the list: 6.0 of Sonnet stands at Haiku 3 (0.5) and Opus 3 (30).</summary>
    public static bool IsCopyError(string name)
        => name.Contains("claude-3-haiku", StringComparison.Ordinal) || name.Contains("claude-3-opus", StringComparison.Ordinal);

    /// <summary>A write below the input price is the read price under the wrong name, or a 0 that nobody filled in.</summary>
    public static bool IsMisnamedWrite(Card card) => card[Codes.CacheWrite] < (card[Codes.Input] ?? 0m);

    /// <summary>A service tier with a price for input and none for output is that of another model: GPT-5's priority price stands at GPT-5
    /// nano, fifty times its own.</summary>
    public static bool IsHalfTier(Row row, Card card)
        => card.Tier.Length > 0 && card[Codes.Input] is not null && card[Codes.Output] is null
            && row.Cards.Exists(standard => standard.Tier.Length == 0 && standard.Above == card.Above && standard[Codes.Output] > 0m);

    /// <summary>Cache reads are never free if input is not.</summary>
    public static bool IsUnfilledRead(Card card) => card[Codes.CacheRead] == 0m && card[Codes.Input] > 0m;

    /// <summary>The list writes 0 for "free" and for "nobody filled it in". Only where the free offer is the provider's own is 0 a
    /// price.</summary>
    public static bool IsPriced(ListedModel model, string name, string provider)
    {
        var row = model.Rows[0];
        return HasOtherPrice(row) || (row.Base.Prices.Count > 0
            && (model.Mode == "moderation"
                || name.EndsWith("-free", StringComparison.OrdinalIgnoreCase) || name.EndsWith("/free", StringComparison.Ordinal)
                || (provider == "z_ai" && name.EndsWith("-flash", StringComparison.Ordinal))
                || (provider == "gcp.gemini"
                    && (name.Contains("-exp-", StringComparison.Ordinal) || name.EndsWith("-experimental", StringComparison.Ordinal)
                    || name.StartsWith("gemma", StringComparison.Ordinal)))));
    }

    private static bool HasOtherPrice(Row row)
        => row.Cards.Exists(static card => card.Prices.Any(static price => price.Key != Codes.WebSearch && price.Value.PerMillion != 0m));
}
