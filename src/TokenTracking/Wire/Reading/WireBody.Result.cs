using System.Buffers;
using TokenTracking.Usage;
using TokenTracking.Wire.Dialects;
using TokenTracking.Wire.Facts;
using TokenTracking.Wire.Framing;

namespace TokenTracking.Wire.Reading;

/// <summary>What the facts of a body mean.</summary>
internal sealed partial class WireBody
{
    private const string ImpossibleCost = "the reported cost is not between 0 and 1,000,000,000 USD: it is not used";

    private static readonly SearchValues<byte> WordLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.#"u8);

    /// <summary>The result as of now.</summary>
    /// <param name="isEnd">True if no more bytes will come.</param>
    public WireUsage Result(bool isEnd)
    {
        if (isEnd && _framing == WireFraming.Sse)
            _sse.End();
        var dialect = _book.Choose(_facts, _source.Endpoint, _provider);
        // Bedrock counts on its own, in headers and at the end of streams, for families whose body says nothing.
        if (_facts.Has(_book.Metrics) && (dialect is null || CountReading.Take(dialect, _facts).IsEmpty))
            dialect = _book.Invoke;
        var hasError = HasError();
        if (dialect is null)
            return Unreadable(hasError);

        var ended = HasEnded(dialect);
        var model = FirstText(dialect.Model);
        var assembly = new UsageAssembly(dialect, _facts, ended);
        var usage = assembly.Assemble(model);
        if (_facts.BrokenDocuments > 0)
            assembly.Note("part of the body is not JSON, or broke off");
        var hasCounts = !usage.IsUnknown || assembly.IsEstimated;
        if (!hasCounts)
            assembly.Note(hasError ? "an error without usage" : "the response carries no usage");
        else if (!ended)
            assembly.Note("the stream ended before its end mark");
        var cost = Cost(dialect, ref assembly);
        var completeness = !hasCounts ? UsageCompleteness.Missing
            : !ended || _facts.BrokenDocuments > 0 ? UsageCompleteness.Partial
            : assembly.IsEstimated ? UsageCompleteness.Estimated
            : assembly.IsPartial ? UsageCompleteness.Partial
            : UsageCompleteness.Complete;
        var facts = new ResponseFacts
        {
            Usage = usage,
            Parts = assembly.Parts is { Length: > 0 } parts ? parts : null,
            Completeness = completeness,
            RawUsage = completeness == UsageCompleteness.Complete ? null : RawNumbers.Write(_facts, _book.Tree),
            Model = model,
            Provider = Provider(dialect),
            ReportedCost = cost,
        };
        for (var index = 0; index < WireDialect.TextFacts.Length; index++)
            WireDialect.TextFacts[index].Set(ref facts, FirstText(dialect.TextFacts[index]));
        return new WireUsage
        {
            Facts = facts,
            Dialect = dialect.Dialect.Name,
            Rule = assembly.Rule,
            StopReason = FirstText(dialect.StopReason),
            Outcome = Outcome(hasError, ended),
            ErrorType = hasError ? ErrorType() : null,
            Notes = assembly.Notes is { } notes ? notes : [],
        };
    }

    private WireUsage Unreadable(bool hasError) => new()
    {
        Provider = Provider(null),
        Completeness = UsageCompleteness.Missing,
        Outcome = Outcome(hasError, ended: true),
        ErrorType = hasError ? ErrorType() : null,
        Notes =
        [
            _framing switch
            {
                WireFraming.Unknown => "the body is empty",
                WireFraming.Compressed => "the body is compressed: usage cannot be read from it",
                WireFraming.Other => "the body is no JSON and no event stream",
                _ => hasError ? "an error without usage" : "no known response: usage cannot be read from it",
            },
        ],
    };

    private bool HasEnded(CompiledDialect dialect)
    {
        if (!_scanner.IsIdle || (_framing == WireFraming.EventStream && !_eventStream.IsIdle))
            return false;
        // One document that is closed is a whole answer; so is an array of them. The first line of a stream of lines is neither.
        var isStreamOfLines = _scanner.LinesAreDocuments && dialect.Ends.Length > 0;
        if (_framing == WireFraming.Json && !isStreamOfLines && (_facts.Documents <= 1 || _facts.IsArray))
            return _facts.LastDocumentClosed;
        if (dialect.EndsWithDone && _sse.IsDone)
            return true;
        if (HasAny(dialect.Ends))
            return true;

        // Embeddings and similar are no streams.
        return dialect.Ends.Length == 0 && !dialect.EndsWithDone && _facts.LastDocumentClosed;
    }

    private bool HasError()
        => _source.Status >= 400 || _sse.HasErrorEvent || HasAny(_book.Errors);

    private bool HasAny(int[] bits)
    {
        foreach (var bit in bits)
        {
            if (_facts.Has(bit))
                return true;
        }

        return false;
    }

    // A type is a single word; anything else may be content and is omitted.
    private string? ErrorType()
    {
        foreach (var text in _book.ErrorTypes)
        {
            var utf8 = _facts.TextUtf8(text);
            if (!utf8.IsEmpty && utf8.Length <= 64 && utf8.IndexOfAnyExcept(WordLetters) < 0)
                return _facts.Text(text);
        }

        return _source.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private CallOutcome Outcome(bool hasError, bool ended)
    {
        if (hasError)
            return CallOutcome.Failed;
        if (_facts.Has(_book.Cancelled))
            return CallOutcome.Cancelled;
        return ended ? CallOutcome.Succeeded : CallOutcome.Abandoned;
    }

    private string? Provider(CompiledDialect? dialect)
    {
        if (_provider is not null || dialect is null)
            return _provider;
        foreach (var (bit, provider) in dialect.ProviderSigns)
        {
            if (_facts.Has(bit))
                return provider;
        }

        return _source.Endpoint is { } url && ProviderNames.NamesHost(url) ? null : dialect.Dialect.Provider;
    }

    private decimal? Cost(CompiledDialect dialect, ref UsageAssembly assembly)
    {
        if (!_facts.HasAny(dialect.CostSlots))
            return null;
        var fee = Money(dialect.Costs);
        if (fee is null)
        {
            if (HasNumberThatIsNoMoney(dialect))
                assembly.Estimate(ImpossibleCost);
            return null;
        }

        return Possible(HasAny(dialect.OwnKey) ? WithUpstream(fee.Value, dialect, ref assembly) : fee.Value, ref assembly);
    }

    private decimal WithUpstream(decimal fee, CompiledDialect dialect, ref UsageAssembly assembly)
    {
        foreach (var slot in dialect.Upstream)
        {
            if (_facts.Count(slot, lastObjectOnly: true) is { State: CountState.Known })
            {
                // With the caller's own key the gateway bills its fee, and the provider behind it bills the rest.
                assembly.Note("own key: the reported cost is the gateway's fee and the provider's charge together");
                return Saturating.Add(fee, _facts.Money(slot));
            }
        }

        return fee;
    }

    private static decimal? Possible(decimal cost, ref UsageAssembly assembly)
    {
        if (UsageRecord.IsCost(cost))
            return cost;
        assembly.Estimate(ImpossibleCost);
        return null;
    }

    // A number below 0, or beyond what a decimal holds.
    private bool HasNumberThatIsNoMoney(CompiledDialect dialect)
    {
        foreach (var (slot, _) in dialect.Costs)
        {
            if (_facts.Count(slot, lastObjectOnly: true) is { State: CountState.Odd } odd && !_facts.OddNumber((int)odd.Value).IsEmpty)
                return true;
        }

        return false;
    }

    private decimal? Money((int Slot, decimal UnitsPerUsd)[] costs)
    {
        foreach (var (slot, unitsPerUsd) in costs)
        {
            if (_facts.Count(slot, lastObjectOnly: true) is { State: CountState.Known })
                return _facts.Money(slot) / unitsPerUsd;
        }

        return null;
    }

    private string? FirstText(int[] texts)
    {
        foreach (var text in texts)
        {
            if (_facts.Text(text) is { } value)
                return value;
        }

        return null;
    }
}
