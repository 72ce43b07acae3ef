using TokenTracking.Generated;
using TokenTracking.Tracking;

namespace TokenTracking.Calls;

/// <summary>A call that has ended: all that is known of it, where it lies, not yet made into a record.</summary>
public readonly ref struct FinishedCall
{
    private readonly ref readonly TrackedCall _call;
    private readonly ref readonly UsageReading _reading;
    private readonly ref readonly CallEnding _ending;
    private readonly TimeSpan? _timeToFirst;
    private readonly long _end;

    internal FinishedCall(in TrackedCall call, in UsageReading reading, in CallEnding ending, long end, TimeSpan? timeToFirst)
    {
        _call = ref call;
        _reading = ref reading;
        _ending = ref ending;
        _timeToFirst = timeToFirst;
        _end = end;
    }

    /// <summary>The tracked member's operation; a scope or an argument may name another, which the record has.</summary>
    public string Operation => _call.Operation;

    /// <summary>How the call ended.</summary>
    public CallOutcome Outcome => _ending.Outcome;

    /// <summary>From the start of the call to its end.</summary>
    public TimeSpan Duration => _call.Clock.GetElapsedTime(_call.Timestamp, _end);

    /// <summary>The token counts that the provider reported; unknown where it reported none.</summary>
    public ref readonly TokenUsage Usage => ref _reading.UsageSoFar;

    /// <summary>What an estimate may rest on; null where the call did not reach its provider, or no length of it is known.</summary>
    internal EstimationBasis? EstimationBasis
    {
        get
        {
            // Steps of their own have counts of their own, and an estimate would contradict them. Of a call without any length there is
            // nothing to estimate from: an estimator that took null for 0 would record a zero.
            if (_reading.Parts is not null || !_ending.WasAnswered(itemsCame: _timeToFirst is not null)
                || (_call.InputCharacters is null && _reading.OutputCharacters is null))
                return null;
            return new EstimationBasis(
                _reading.Provider ?? _call.Provider, _reading.Model ?? _call.RequestModel, _call.InputCharacters, _reading.OutputCharacters);
        }
    }

    /// <summary>Makes the call's record, with an id of its own: once for each call.</summary>
    /// <returns>The record, without a cost.</returns>
    public UsageRecord ToRecord()
    {
        var completeness = _reading.Judge(ended: _ending.IsWhole);
        var duration = Duration;
        // Both timestamps are there already: the time of day is asked for once, here, and not while the call waits.
        var time = _call.Clock.GetUtcNow() - duration;
        return new UsageRecord
        {
            Id = CallId.New(time),
            Time = time,
            Provider = _reading.Provider ?? _call.Provider,
            RequestModel = _call.RequestModel,
            ResponseModel = _reading.Model,
            Operation = _call.OperationOnAccount,
            Project = _call.Project,
            Agent = _call.Agent,
            Task = _call.Task,
            Metadata = _call.Metadata,
            Usage = _reading.UsageSoFar,
            Parts = _reading.Parts,
            Completeness = completeness,
            // A stream's first figures are not complete and come with their raw numbers; its last ones may be.
            RawUsage = completeness == UsageCompleteness.Complete ? null : _reading.RawUsage,
            Outcome = _ending.Outcome,
            ErrorType = _ending.ErrorType,
            Duration = duration,
            TimeToFirstToken = _timeToFirst,
            ReportedCost = _reading.ReportedCost,
            ResponseId = _reading.ResponseId,
            ServiceTier = _reading.ServiceTier ?? _call.ServiceTier,
            Speed = _reading.Speed,
            Geo = _reading.Geo,
            MaxOutputTokens = _call.MaxOutputTokens,
        };
    }
}
