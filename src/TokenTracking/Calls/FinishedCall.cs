using System.Runtime.CompilerServices;
using TokenTracking.Usage;

namespace TokenTracking.Calls;

/// <summary>A call that has ended: all that is known of it, in place, not yet made into a record.</summary>
public readonly ref struct FinishedCall
{
    private readonly ref readonly CallContext _call;
    private readonly ref readonly ResponseFacts _facts;
    private readonly ref readonly CallEnding _ending;
    private readonly UsageCompleteness _completeness;
    private readonly long? _outputCharacters;
    private readonly TimeSpan? _timeToFirst;
    private readonly long _end;

    internal FinishedCall(
        in CallContext call, in ResponseFacts facts, UsageCompleteness completeness, long? outputCharacters, in CallEnding ending, long end,
        TimeSpan? timeToFirst)
    {
        _call = ref call;
        _facts = ref facts;
        _completeness = completeness;
        _outputCharacters = outputCharacters;
        _ending = ref ending;
        _timeToFirst = timeToFirst;
        _end = end;
    }

    internal FinishedCall(in FinishedFacts call)
        : this(
            in call.Context, in call.Facts, call.Completeness, call.OutputCharacters, in call.Ending, call.End, call.TimeToFirst)
    {
    }

    /// <summary>The tracked member's operation; a scope or an argument may name another, which the record has.</summary>
    public string Operation => _call.MemberOperation ?? "";

    /// <summary>How the call ended.</summary>
    public CallOutcome Outcome => _ending.Outcome;

    /// <summary>From the start of the call to its end.</summary>
    public TimeSpan Duration => _call.Clock.GetElapsedTime(_call.Timestamp, _end);

    /// <summary>The token counts that the provider reported; unknown if it reported none.</summary>
    public ref readonly TokenUsage Usage => ref _facts.UsageInPlace;

    /// <summary>When the call began and ended, by the clock's timestamps.</summary>
    internal (long Start, long End) Timestamps => (_call.Timestamp, _end);

    /// <summary>True if the response said what the call used; otherwise, false.</summary>
    internal bool HasUsage => _completeness != UsageCompleteness.Missing || _facts.ReportedCost is not null;

    /// <summary>What identifies the call to other layers.</summary>
    internal RecordedCall Recorded => new(_call.MemberOperation, _facts.ResponseId, _facts.Model);

    /// <summary>What an estimate may rest on; null if the call did not reach its provider, or no length of it is known.</summary>
    internal EstimationBasis? EstimationBasis
    {
        get
        {
            // Steps have their own counts, and an estimate would contradict them. Of a call without any length there is
            // nothing to estimate from: an estimator that took null for 0 would record a zero.
            if (_facts.Parts is not null || !_ending.WasAnswered(itemsCame: _timeToFirst is not null)
                || (_call.InputCharacters is null && _outputCharacters is null))
                return null;
            return new EstimationBasis(
                _facts.Provider ?? _call.Provider, _facts.Model ?? _call.RequestModel, _call.InputCharacters, _outputCharacters);
        }
    }

    /// <summary>Creates the call's record, with a new ID: once for each call.</summary>
    /// <returns>The record, without a cost.</returns>
    public UsageRecord ToRecord()
    {
        var duration = Duration;
        var said = _facts;
        said.Completeness = _completeness;
        // Both timestamps are there already: the time of day is asked for once, here, and not while the call waits.
        var start = Saturating.Add(_call.Clock.GetUtcNow(), -duration);
        return UsageRecordFactory.Create(in _call, in said, in _ending, start, duration, _timeToFirst);
    }

    /// <summary>Passes the call to a tracker.</summary>
    internal void RecordWith(ITokenTracker tracker)
    {
        if (tracker is ICallTracker calls)
            calls.Record(in this);
        else
            RecordOf(tracker);
    }

    /// <summary>A copy that may outlive the call's frame.</summary>
    internal FinishedFacts Copy()
        => new(in _call, in _facts, in _ending)
        {
            Completeness = _completeness,
            OutputCharacters = _outputCharacters,
            TimeToFirst = _timeToFirst,
            End = _end,
        };

    // On its own, as is each way that few calls take: a frame is cleared at every call, for all that might be done in it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RecordOf(ITokenTracker tracker)
    {
        var record = ToRecord();
        tracker.Record(in record);
    }
}
