using TokenTracking.Cli.Prices.Lists;

namespace TokenTracking.PriceTable;

/// <summary>Finds the reason of a deviation out of the two lists. What has none is an error of the table.</summary>
internal static class Why
{
    public static Reason OfGenai(Subject subject)
        => subject.Owner!.States(subject.Name) || subject.Other is null ? Reason.Unknown : Reason.OtherModel;

    public static Reason OfWide(Subject subject, Card card, string code, DateTimeOffset at)
    {
        var listed = subject.Other!.Rows[0].Cards;
        if (code == Codes.CacheWrite1h && LiteLlmErrors.IsCopyError(subject.Name))
            return Reason.CopyError;
        if (LiteLlmErrors.IsHalfTier(subject.Other.Rows[0], card))
            return Reason.HalfTier;
        if (subject.IsDated(at))
            return OfDated(subject, card, code, at);
        if (card[code] == 0m && (subject.Ours is null || code != Codes.Input))
            return Reason.UnfilledZero;
        return code == Codes.CacheWrite && listed.Exists(LiteLlmErrors.IsMisnamedWrite) ? Reason.MisnamedWrite : Reason.Unknown;
    }

    private static Reason OfDated(Subject subject, Card card, string code, DateTimeOffset at)
    {
        var row = subject.RowAt(at);
        if (card.Above > 0 && row?.Cards.Exists(c => c.Above == card.Above) != true)
            return Reason.NoSuchTier;
        if (code == Codes.WebSearch && row?.Base[Codes.Request] is not null)
            return Reason.OneFee;
        if (subject.Genai(card, code, at) is { } genai)
            return subject.Probe.Price(code, "", card.Above > 0 ? card.Above + 1 : 1, at)?.Price == genai ? Reason.OtherPrice
                : Reason.Unknown;
        if (code == Codes.CacheWrite && LiteLlmErrors.IsMisnamedWrite(card))
            return Reason.MisnamedWrite;
        if (code == Codes.CacheRead && LiteLlmErrors.IsUnfilledRead(card))
            return Reason.UnfilledZero;
        return subject.Ours!.At(at)!.SourcesAgree ? Reason.Unknown : Reason.OldPrices;
    }
}
