using TokenTracking.Cli.Costs;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Input;

namespace TokenTracking.Cli.Prices;

/// <summary>The cost of one call.</summary>
/// <param name="Id">The line's own id; null for a single call.</param>
/// <param name="Cost">The cost; null if it cannot be known.</param>
/// <param name="Notes">What a reader should know.</param>
internal sealed record CostAnswer(string? Id, CostDocument? Cost, IReadOnlyList<string> Notes)
{
    /// <summary>Prices a call of the command line.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="call">The call.</param>
    /// <param name="at">The time whose prices apply.</param>
    /// <param name="book">The prices.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="CommandFailedException">The counts contradict each other.</exception>
    public static CostAnswer Of(string? id, PricedCall call, DateTimeOffset at, PriceBook book)
    {
        try
        {
            return OfNamed(id, call, at, book);
        }
        catch (BadLineException failure)
        {
            throw CommandFailedException.Usage(failure.Message);
        }
    }

    /// <summary>Prices a call of a file.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="call">The call.</param>
    /// <param name="at">The time whose prices apply.</param>
    /// <param name="book">The prices.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="BadLineException">The counts contradict each other.</exception>
    public static CostAnswer OfNamed(string? id, PricedCall call, DateTimeOffset at, PriceBook book)
    {
        var name = NamedModel.Of(book, call.Provider, call.Model);
        var answer = Of(id, (call with { Provider = name.Provider, Model = name.Model }).ToRecord(at), book);
        return name.Note is null ? answer : answer with { Notes = [name.Note, .. answer.Notes] };
    }

    /// <summary>Prices a call.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="record">The call.</param>
    /// <param name="book">The prices.</param>
    /// <returns>The answer.</returns>
    public static CostAnswer Of(string? id, in UsageRecord record, PriceBook book)
    {
        var cost = book.Explain(in record);
        var notes = cost.Notes.ToList();
        if (cost.Model is null && record.Model is { } model && book.Suggest(record.Provider, model) is { Count: > 0 } near)
            notes.Add($"Similar names: {string.Join(", ", near)}.");
        return new CostAnswer(id, CostDocument.Of(cost), notes);
    }
}
