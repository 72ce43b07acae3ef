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
    /// <param name="end">How the body came to its last byte.</param>
    public WireUsage Result(BodyEnd end)
    {
        if (end != BodyEnd.Open && _framing == WireFraming.Sse)
            _sse.End();
        var dialect = Choose();
        // Bedrock counts on its own, in headers and at the end of streams, for families whose body says nothing.
        if (_facts.Has(_book.Metrics) && (dialect is null || CountReading.Take(dialect, _facts).IsEmpty))
            dialect = _book.Invoke;
        // So does llama.cpp, in its timings, where a stream was not asked for usage.
        if (_facts.Has(_book.Timings) && (dialect is null || CountReading.Take(dialect, _facts).IsEmpty))
            dialect = _book.LlamaTimings;
        var hasError = HasError();
        if (dialect is null)
            return Unreadable(hasError);

        var ended = HasEnded(dialect, end);
        var model = FirstText(dialect.Model);
        var provider = Provider(dialect);
        var reasoningBeside = HasAny(dialect.ReasoningBeside) || provider == "vercel";
        var assembly = new UsageAssembly(dialect, _facts, ended, reasoningBeside);
        var usage = assembly.Assemble(model);
        var units = UnitReading.Take(dialect, _facts, ref assembly);
        if (_facts.BrokenDocuments > 0)
            assembly.Note("part of the body is not JSON, or broke off");
        var hasCounts = !usage.IsUnknown || assembly.IsEstimated || units is not null;
        if (!hasCounts)
            assembly.Note(hasError ? "an error without usage" : "the response carries no usage");
        else if (!ended)
            assembly.Note("the stream ended before its end mark");
        var cost = Cost(dialect, ref assembly);
        NoteUnread(ref assembly);
        var completeness = !hasCounts ? UsageCompleteness.Missing
            : !ended || _facts.BrokenDocuments > 0 ? UsageCompleteness.Partial
            : assembly.IsEstimated ? UsageCompleteness.Estimated
            : assembly.IsPartial ? UsageCompleteness.Partial
            : UsageCompleteness.Complete;
        var facts = new ResponseFacts
        {
            Usage = usage,
            Parts = assembly.Parts is { Length: > 0 } parts ? parts : null,
            Units = units,
            Completeness = completeness,
            RawUsage = completeness == UsageCompleteness.Complete ? null : RawNumbers.Write(_facts, _book.Tree),
            Model = model,
            Provider = provider,
            ReportedCost = cost,
        };
        for (var index = 0; index < WireDialect.TextFacts.Length; index++)
            WireDialect.TextFacts[index].Set(ref facts, FirstText(dialect.TextFacts[index]));
        facts.Geo ??= _source.Endpoint is { } endpoint ? Regions.FromEndpoint(endpoint) : null;
        return new WireUsage
        {
            Facts = facts,
            Dialect = dialect.Dialect.Name,
            Rule = assembly.Rule,
            RequestModel = RequestModel,
            IsRecognized = hasCounts || _book.Choose(_facts, null, null) is { Dialect.HasCommonSigns: false },
            StopReason = FirstText(dialect.StopReason) ?? (hasCounts ? null : _facts.Text(_book.Status)),
            Outcome = Outcome(hasError, ended),
            ErrorType = hasError ? ErrorType() : null,
            Notes = assembly.Notes is { } notes ? notes : [],
            UnreadFields = _facts.Unread.Fields,
        };
    }

    // What the counts may lack: a field that is new. A response of many is no list of notes.
    private void NoteUnread(ref UsageAssembly assembly)
    {
        const int most = 4;
        var noted = 0;
        foreach (var path in _facts.Unread.Missing)
        {
            assembly.Note(noted < most ? $"{path} sounds like usage and is not read" : "more numbers that sound like usage are not read");
            if (noted++ == most)
                return;
        }
    }

    private string? RequestModel => _source.Endpoint is { } endpoint ? AddressedModel.Of(endpoint) : null;

    // A hint may decide between readings, but does not cost the counts that are read without it.
    private CompiledDialect? Choose()
    {
        var hinted = _book.Choose(_facts, _source.Endpoint, _provider);
        if ((_source.Endpoint is null && _provider is null) || (hinted is not null && !CountReading.Take(hinted, _facts).IsEmpty))
            return hinted;
        return _book.Choose(_facts, null, null) is { } plain && !CountReading.Take(plain, _facts).IsEmpty ? plain : hinted;
    }

    private WireUsage Unreadable(bool hasError) => new()
    {
        Provider = Provider(null),
        RequestModel = RequestModel,
        Completeness = UsageCompleteness.Missing,
        Outcome = Outcome(hasError, ended: true),
        ErrorType = hasError ? ErrorType() : null,
        StopReason = _facts.Text(_book.Status),
        UnreadFields = _facts.Unread.Fields,
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

    private bool HasEnded(CompiledDialect dialect, BodyEnd end)
    {
        if (!_scanner.IsIdle || (_framing == WireFraming.EventStream && !_eventStream.IsIdle))
            return false;
        // One document that is closed is a whole answer; so is an array of them. The first line of a stream of lines is neither.
        var isStreamOfLines = (_scanner.LinesAreDocuments || HasAny(dialect.EventSigns)) && dialect.Ends.Length > 0;
        if (_framing == WireFraming.Json && !isStreamOfLines && (_facts.Documents <= 1 || _facts.IsArray))
            return _facts.LastDocumentClosed;
        if (dialect.EndsWithDone && _sse.IsDone)
            return true;
        if (HasAny(dialect.Ends) || (EndsWithoutMark(dialect, end) && HasFinished(dialect)))
            return true;

        // Embeddings and similar are no streams.
        return dialect.Ends.Length == 0 && !dialect.EndsWithDone && _facts.LastDocumentClosed && end != BodyEnd.Cut;
    }

    // Without a mark, a stream ends where its sender ends it, unless the sender is known to send a mark. Bytes whose end is not known are
    // whole only if no mark was to come.
    private bool EndsWithoutMark(CompiledDialect dialect, BodyEnd end)
    {
        // The end of a body that is cut is not its own.
        if (end is BodyEnd.Open or BodyEnd.Cut)
            return false;
        if (!dialect.EndsWithDone)
            return true;
        // A router passes on the streams of others, which are recognized by what they say.
        if (StreamEnds.HaveMark(_provider) || StreamEnds.HaveMark(Signed(dialect)))
            return false;
        return end == BodyEnd.Reached || StreamEnds.HaveNoMark(_provider);
    }

    // The answer says why it ended, nothing of it came after that, and the usage is not older.
    private bool HasFinished(CompiledDialect dialect)
    {
        if (dialect.Dialect.Finish is not { } finish || _facts.FinishDocument == 0 || !_facts.LastDocumentClosed)
            return false;
        if (HasAny(dialect.OpenSteps) || (dialect.Several >= 0 && _facts.Has(dialect.Several)))
            return false;
        var usage = 0;
        foreach (var container in dialect.Containers)
            usage = Math.Max(usage, _facts.LastDocumentOf(container));
        return usage == 0 ? !finish.NeedsUsage : usage >= _facts.FinishDocument;
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
        if (Signed(dialect) is { } signed)
            return signed;
        return _source.Endpoint is { } url && ProviderNames.NamesHost(url) ? null : dialect.Dialect.Provider;
    }

    private string? Signed(CompiledDialect dialect)
    {
        foreach (var (bit, provider) in dialect.ProviderSigns)
        {
            if (_facts.Has(bit))
                return provider;
        }

        return null;
    }

    private decimal? Cost(CompiledDialect dialect, ref UsageAssembly assembly)
    {
        if (!_facts.HasAny(dialect.CostSlots))
            return null;
        var fee = Money(dialect);
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
        foreach (var (slot, _, _) in dialect.Costs)
        {
            if (_facts.Count(slot, lastObjectOnly: true) is { State: CountState.Odd } odd && !_facts.OddNumber((int)odd.Value).IsEmpty)
                return true;
        }

        return false;
    }

    private decimal? Money(CompiledDialect dialect)
    {
        // A gateway that bills states what the call cost, even if it was nothing; a 0 of anybody else is an empty field.
        var bills = HasAny(dialect.Bills) || HasAny(dialect.OwnKey) || _provider is "openrouter" or "vercel";
        foreach (var (slot, unitsPerUsd, zeroIsNone) in dialect.Costs)
        {
            if (_facts.Money(slot) == 0m && (zeroIsNone || !bills))
                continue;
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
