using Microsoft.Extensions.Logging;
using TokenTracking.Calls;
using TokenTracking.Tracking;

namespace TokenTracking;

public sealed partial class TokenTracker : IReadingFailureLog
{
    void IReadingFailureLog.ReadingFailed(Exception exception, string operation) => LogReadingFailed(exception, operation);

    [LoggerMessage(TrackingLogEvents.ReadingFailed, LogLevel.Warning, "What a call of {Operation} says of its usage could not be read; the record says less than it could")]
    private partial void LogReadingFailed(Exception exception, string operation);
}
