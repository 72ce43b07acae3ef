using System.Buffers;
using TokenTracking.Calls;
using TokenTracking.Cli.Costs;
using TokenTracking.Pricing;
using TokenTracking.Wire;

namespace TokenTracking.Cli.Explain;

/// <summary>Reads a response's usage out of its bytes and prices it.</summary>
/// <param name="prices">The prices.</param>
/// <param name="at">The time whose prices apply.</param>
internal sealed class ResponseExplainer(PriceBook prices, DateTimeOffset at)
{
    private const int ChunkSize = 1 << 16;

    /// <summary>What is wrong with the bytes of a response, other than what the provider says; null if nothing is.</summary>
    /// <param name="explained">The explanation.</param>
    /// <returns>The error.</returns>
    public static string? ErrorOf(ExplainDocument explained) => ErrorOf(explained.Flavour, explained.Outcome, explained.Notes);

    /// <summary>What is wrong with the bytes of a response, other than what the provider says; null if nothing is.</summary>
    /// <param name="usage">What was read.</param>
    /// <returns>The error.</returns>
    public static string? ErrorOf(WireUsage usage) => ErrorOf(usage.Dialect, NameOf(usage.Outcome), usage.Notes);

    /// <summary>Explains a response. Its body is read as it passes and never held.</summary>
    /// <param name="response">The response.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The explanation.</returns>
    public async Task<ExplainDocument> ExplainAsync(RecordedResponse response, CancellationToken cancellationToken)
    {
        var wire = await ReadAsync(response, cancellationToken);
        var facts = wire.Facts;
        var record = UsageRecordFactory.FromResponse(
            in facts, at, response.RequestModel ?? wire.RequestModel, response.Provider, wire.Outcome, wire.ErrorType);
        var cost = prices.Explain(in record);
        return new ExplainDocument(
            response.Id, record.Provider, wire.Dialect, record.Model,
            UsageDocument.Of(wire.Usage),
            [.. wire.Parts.Select(part => new PartDocument(part.Model ?? record.Model, UsageDocument.Of(part.Usage)))],
            [.. wire.Units.Select(static unit => new UnitDocument(unit.Unit, unit.Quantity))],
            NameOf(wire.Completeness), NameOf(wire.Outcome),
            CostDocument.Of(cost),
            NotesOf(wire, cost, in record));
    }

    private static async Task<WireUsage> ReadAsync(RecordedResponse response, CancellationToken cancellationToken)
    {
        using var reader = new UsageReader(response.Source);
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            while (await response.Body.ReadAsync(chunk, cancellationToken) is > 0 and var read)
                reader.Append(chunk.AsSpan(0, read));
            return reader.Complete();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static string? ErrorOf(string? dialect, string outcome, IReadOnlyList<string> notes) => (dialect, outcome) switch
    {
        (_, "abandoned") => "The response is cut: its end is missing. The figures are those that had arrived. "
            + "Save the whole response, and explain that.",
        (null, "succeeded") => $"The response cannot be read: {string.Join("; ", notes)}. Specify the body "
            + "of a response as the provider sent it, without compression.",
        _ => null,
    };

    private List<string> NotesOf(WireUsage wire, CostBreakdown cost, in UsageRecord record)
    {
        var notes = new List<string>();
        if (wire.Rule is { } rule && !wire.Usage.IsUnknown)
            notes.Add("Counted by this rule: " + rule);
        notes.AddRange(wire.Notes);
        if (wire.ErrorType is { } error)
            notes.Add($"The provider answered with the error '{error}'.");
        notes.AddRange(cost.Notes);
        if (cost.Listed is { } listed)
            notes.AddRange(listed.Notes.Select(static note => "By the price list: " + note));
        if (cost.Amount is null && !record.Usage.IsUnknown && record.Model is { } model && prices.Find(record.Provider, model) is null
            && prices.Suggest(record.Provider, model) is { Count: > 0 } names)
        {
            notes.Add($"Similar names that have a price: {string.Join(", ", names)}. Specify one of them with --provider and --model.");
        }

        return notes;
    }

    private static string NameOf(UsageCompleteness completeness) => completeness switch
    {
        UsageCompleteness.Complete => "complete",
        UsageCompleteness.Partial => "partial",
        UsageCompleteness.Estimated => "estimated",
        UsageCompleteness.Missing => "missing",
        _ => throw new ArgumentOutOfRangeException(nameof(completeness), completeness, "Not a completeness."),
    };

    private static string NameOf(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Succeeded => "succeeded",
        CallOutcome.Failed => "failed",
        CallOutcome.Cancelled => "cancelled",
        CallOutcome.Abandoned => "abandoned",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome."),
    };
}
