using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Table;

/// <summary>Compares the records of a cell with the server's ledger.</summary>
internal static class Finding
{
    /// <summary>The word for a cell that is as it should be.</summary>
    public const string Recorded = "yes";

    public static string Of(Sdk sdk, Way way, Situation situation, Ledger ledger, IReadOnlyList<UsageRecord> records)
    {
        if (situation == Situation.Left)
            return LeftOf(records);
        var counted = records.Where(static record => !record.Usage.IsUnknown).ToArray();
        var others = records.Where(static record => record.Usage.IsUnknown).ToArray();
        List<string> found = [.. CountsOf(ledger, counted, others), .. NamesOf(sdk, counted)];
        if (counted.Length == ledger.Billed.Count && OutcomesOf(way, situation, others) is { } outcome)
            found.Add(outcome);
        if (counted.Any(static record => record.Outcome != CallOutcome.Succeeded))
            found.Add("not succeeded");
        return found.Count == 0 ? Recorded : string.Join(", ", found);
    }

    // What came before the caller left may be known; that it is all of it may not be said.
    private static string LeftOf(IReadOnlyList<UsageRecord> records) => records switch
    {
        [] => "nothing",
        [{ Outcome: CallOutcome.Abandoned, Completeness: UsageCompleteness.Missing or UsageCompleteness.Partial }] => Recorded,
        [var other] => $"{other.Outcome}/{other.Completeness}",
        _ => $"{records.Count} records",
    };

    private static IEnumerable<string> CountsOf(Ledger ledger, UsageRecord[] counted, UsageRecord[] others)
    {
        var billed = ledger.Billed;
        // One record may add up the answers of several requests.
        var isAdded = counted.Length < billed.Count && counted.Sum(static record => record.Parts?.Count ?? 1) == billed.Count;
        if (isAdded)
        {
            yield return $"{billed.Count} requests in {counted.Length} record{(counted.Length == 1 ? "" : "s")}";
        }
        else if (counted.Length != billed.Count)
        {
            yield return counted.Length > 0 ? $"{counted.Length} of {billed.Count}"
                : others.Length == 0 ? "nothing"
                : others.All(static record => record.Completeness == UsageCompleteness.Missing) ? "Missing" : "unknown";
        }

        var (sent, kept) = (billed.Aggregate(default(Tokens), static (sum, item) => sum + item), default(Tokens));
        foreach (var record in counted)
            kept += Tokens.Of(record.Usage);
        if ((isAdded || counted.Length == billed.Count) && sent != kept)
            yield return kept.Total != sent.Total ? $"{kept} for {sent}"
                : $"{(kept.CacheRead == sent.CacheRead ? "cache writes" : "cached")} as input, {Completeness(counted)}";
    }

    private static string Completeness(UsageRecord[] records)
        => string.Join("/", records.Select(static record => record.Completeness).Distinct());

    private static IEnumerable<string> NamesOf(Sdk sdk, UsageRecord[] counted)
    {
        if (counted.FirstOrDefault(record => record.Model != sdk.Model) is { Usage.IsUnknown: false } model)
            yield return model.Model is null ? "no model" : $"model {model.Model}";
        if (counted.FirstOrDefault(record => record.Provider != sdk.Provider) is { Usage.IsUnknown: false } provider)
            yield return provider.Provider is null ? "no provider" : $"provider {provider.Provider}";
    }

    // Without usage are: what failed or was cancelled, once; and, where the handler alone sees attempts, the one that was repeated.
    private static string? OutcomesOf(Way way, Situation situation, UsageRecord[] others)
    {
        CallOutcome[] expected = situation switch
        {
            Situation.Cancelled => [CallOutcome.Cancelled],
            Situation.Failed => [CallOutcome.Failed],
            Situation.Retried when way == Way.Handler => [CallOutcome.Failed],
            _ => [],
        };
        var actual = others.Select(static record => record.Outcome).ToArray();
        return actual.SequenceEqual(expected) ? null
            : actual.Length == 0 ? "nothing"
            : $"without usage: {string.Join("/", actual)}";
    }
}
