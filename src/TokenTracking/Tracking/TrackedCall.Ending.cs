using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using TokenTracking.Providers;
using TokenTracking.Tracking;

namespace TokenTracking;

public partial struct TrackedCall
{
    /// <summary>Records the end of a call.</summary>
    /// <param name="ending">How it ended.</param>
    /// <param name="reading">What the answer said.</param>
    /// <param name="timeToFirst">From the start to the first item; null for a plain call.</param>
    internal readonly void End(in Ending ending, in UsageReading reading, TimeSpan? timeToFirst)
    {
        _inFlight?.Leave();
        _inFlight?.End();
        var completeness = reading.Judge(ended: ending.IsWhole);
        var usage = reading.Usage;
        // Steps of their own have counts of their own, and an estimate would contradict them.
        if (completeness == UsageCompleteness.Missing && reading.Parts is null
            && Estimate(in ending, in reading, itemsCame: timeToFirst is not null) is { IsUnknown: false } estimated)
        {
            usage = estimated;
            completeness = UsageCompleteness.Estimated;
        }

        var record = new UsageRecord
        {
            Id = CallId.New(_time),
            Time = _time,
            Provider = reading.Provider ?? Provider,
            RequestModel = RequestModel,
            ResponseModel = reading.Model,
            Operation = _taggedOperation ?? _scope?.Operation ?? _operation,
            Project = _project ?? _scope?.Project,
            Agent = _agent ?? _scope?.Agent,
            Task = _task ?? _scope?.Task,
            Metadata = _metadata ?? _scope?.Metadata,
            Usage = usage,
            Parts = reading.Parts,
            Completeness = completeness,
            // A stream's first figures are not complete and come with their raw numbers; its last ones may be.
            RawUsage = completeness == UsageCompleteness.Complete ? null : reading.RawUsage,
            Outcome = ending.Outcome,
            ErrorType = ending.ErrorType,
            Duration = Elapsed(),
            TimeToFirstToken = timeToFirst,
            ReportedCost = reading.ReportedCost,
            ResponseId = reading.ResponseId,
            ServiceTier = reading.ServiceTier ?? ServiceTier,
            Speed = reading.Speed,
            Geo = reading.Geo,
            MaxOutputTokens = MaxOutputTokens,
        };
        try
        {
            _tracker.Record(in record);
        }
#pragma warning disable CA1031 // Law 1: a tracker that breaks its promise not to throw must not cost the caller the answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Trace.TraceError("The tracker {0} threw {1}: a call of {2} is lost", _tracker.GetType(), exception, record.Operation);
        }
    }

    /// <summary>Says that something of a call could not be read: to the tracker's log, or to the process's trace where it has none.</summary>
    internal readonly void ReadingFailed(Exception exception)
    {
        if (_tracker is IReadingFailureLog log)
            log.ReadingFailed(exception, _operation);
        else
            Trace.TraceWarning("The usage of a call of {0} could not be read: {1}", _operation, exception);
    }

    /// <summary>How a call ended.</summary>
    /// <param name="Outcome">The outcome.</param>
    /// <param name="ErrorType">What failed; null where nothing did.</param>
    /// <param name="IsWhole">True where the whole answer was read.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Ending(CallOutcome Outcome, string? ErrorType, bool IsWhole)
    {
        /// <summary>True where the call had ended when it was handed back: what was cancelled then was never sent.</summary>
        public bool IsAtOnce { get; init; }

        public static Ending Success => new(CallOutcome.Succeeded, null, true);

        public static Ending Cancelled => new(CallOutcome.Cancelled, nameof(TaskCanceledException), false);

        /// <summary>Cancelled before the member had returned: the request was never sent.</summary>
        public static Ending CancelledAtOnce => Cancelled with { IsAtOnce = true };

        public static Ending Abandoned => new(CallOutcome.Abandoned, null, false);

        /// <summary>A call that answered, but whose answer could not be read whole.</summary>
        public static Ending Unread(Exception exception) => new(CallOutcome.Succeeded, exception.GetType().Name, false);

        public static Ending Of(Exception exception) => new(
            exception is OperationCanceledException ? CallOutcome.Cancelled : CallOutcome.Failed,
            ErrorTypeOf(exception),
            // An error's body may report the whole of what the call used.
            IsWhole: exception is LlmProviderException { Reported.Completeness: UsageCompleteness.Complete });

        private static string ErrorTypeOf(Exception exception) => exception switch
        {
            LlmProviderException { Status: { } status } => status.ToString(CultureInfo.InvariantCulture),
            LlmProviderException { Reported.ErrorType: { } type } => type,
            HttpRequestException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
            _ => exception.GetType().Name,
        };
    }
}
