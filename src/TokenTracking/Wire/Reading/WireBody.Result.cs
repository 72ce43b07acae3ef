using System.Buffers;
using TokenTracking.Wire.Flavours;
using TokenTracking.Wire.Framing;

namespace TokenTracking.Wire.Reading;

/// <summary>What the facts of a body mean.</summary>
internal sealed partial class WireBody
{
    private const string ImpossibleCost = "the reported cost is not between 0 and 1,000,000,000 USD: it is not used";

    private static readonly SearchValues<byte> WordLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.#"u8);

    /// <summary>The result as of now.</summary>
    /// <param name="isEnd">True where no more bytes will come.</param>
    public WireUsage Result(bool isEnd)
    {
        if (isEnd && _framing == WireFraming.Sse)
            _sse.End();
        var flavour = _book.Choose(_facts, _source.Endpoint, _provider);
        // Bedrock counts on its own, in headers and at the end of streams, for families whose body says nothing.
        if (_facts.Has(_book.Metrics) && (flavour is null || CountReading.Take(flavour, _facts).IsEmpty))
            flavour = _book.Invoke;
        var hasError = HasError();
        if (flavour is null)
            return Unreadable(hasError);

        var ended = HasEnded(flavour);
        var model = FirstText(flavour.Model);
        var assembly = new UsageAssembly(flavour, _facts, ended);
        var usage = assembly.Assemble(model);
        if (_facts.BrokenDocuments > 0)
            assembly.Note("part of the body is not JSON, or broke off");
        var hasCounts = !usage.IsUnknown || assembly.IsEstimated;
        if (!hasCounts)
            assembly.Note(hasError ? "an error without usage" : "the response carries no usage");
        else if (!ended)
            assembly.Note("the stream ended before its end mark");
        var cost = Cost(flavour, ref assembly);
        var completeness = !hasCounts ? UsageCompleteness.Missing
            : !ended || _facts.BrokenDocuments > 0 ? UsageCompleteness.Partial
            : assembly.IsEstimated ? UsageCompleteness.Estimated
            : assembly.IsPartial ? UsageCompleteness.Partial
            : UsageCompleteness.Complete;
        return new WireUsage
        {
            Flavour = flavour.Flavour.Name,
            Provider = Provider(flavour),
            Usage = usage,
            Parts = assembly.Parts,
            Completeness = completeness,
            Rule = assembly.Rule,
            RawUsage = completeness == UsageCompleteness.Complete ? null : RawNumbers.Write(_facts, _book.Tree),
            Model = model,
            ResponseId = FirstText(flavour.ResponseId),
            ServiceTier = FirstText(flavour.ServiceTier),
            Speed = FirstText(flavour.Speed),
            Geo = FirstText(flavour.Geo),
            ReportedCost = cost,
            StopReason = FirstText(flavour.StopReason),
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

    private bool HasEnded(CompiledFlavour flavour)
    {
        if (!_scanner.IsIdle || (_framing == WireFraming.EventStream && !_eventStream.IsIdle))
            return false;
        // One document that is closed is a whole answer; so is an array of them.
        if (_framing == WireFraming.Json && (_facts.Documents <= 1 || _facts.IsArray))
            return _facts.LastDocumentClosed;
        if (flavour.EndsWithDone && _sse.IsDone)
            return true;
        if (HasAny(flavour.Ends))
            return true;

        // Embeddings and the like are no streams.
        return flavour.Ends.Length == 0 && !flavour.EndsWithDone && _facts.LastDocumentClosed;
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

    // A type is a word; whatever else stands there may be content and is left out.
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

    private string? Provider(CompiledFlavour? flavour)
    {
        if (_provider is not null || flavour is null)
            return _provider;
        foreach (var (bit, provider) in flavour.Speakers)
        {
            if (_facts.Has(bit))
                return provider;
        }

        return _source.Endpoint is { } url && ProviderNames.NamesHost(url) ? null : flavour.Flavour.Provider;
    }

    private decimal? Cost(CompiledFlavour flavour, ref UsageAssembly assembly)
    {
        if (!_facts.HasAny(flavour.CostSlots))
            return null;
        var fee = Money(flavour.Costs);
        if (fee is null)
        {
            if (HasNumberThatIsNoMoney(flavour))
                assembly.Estimate(ImpossibleCost);
            return null;
        }

        return Possible(HasAny(flavour.OwnKey) ? WithUpstream(fee.Value, flavour, ref assembly) : fee.Value, ref assembly);
    }

    private decimal WithUpstream(decimal fee, CompiledFlavour flavour, ref UsageAssembly assembly)
    {
        foreach (var slot in flavour.Upstream)
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
        if (RecordLimits.IsCost(cost))
            return cost;
        assembly.Estimate(ImpossibleCost);
        return null;
    }

    // A number below 0, or beyond what a decimal holds.
    private bool HasNumberThatIsNoMoney(CompiledFlavour flavour)
    {
        foreach (var (slot, _) in flavour.Costs)
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
