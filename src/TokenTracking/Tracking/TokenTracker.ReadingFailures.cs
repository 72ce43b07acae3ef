using Microsoft.Extensions.Logging;
using TokenTracking.Calls;
using TokenTracking.Tracking;

namespace TokenTracking;

public sealed partial class TokenTracker : IReadingFailureLog
{
    void IReadingFailureLog.ReadingFailed(Exception exception, string operation) => LogReadingFailed(exception, operation);

    [LoggerMessage(TrackingLogEvents.ReadingFailed, LogLevel.Warning,
        "The usage that a call of {Operation} reports could not be read; its record is incomplete")]
    private partial void LogReadingFailed(Exception exception, string operation);
}
