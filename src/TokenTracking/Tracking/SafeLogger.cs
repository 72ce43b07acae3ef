using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace TokenTracking.Tracking;

/// <summary>A logger that never throws. A logging provider is foreign code: what it throws must cost no record, end no timer and reach no
/// caller.
/// </summary>
internal sealed class SafeLogger(ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
#pragma warning disable CA1031 // See above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(exception);
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            // Names come from callers and providers: none of them may begin another line or move the cursor of a terminal.
            inner.Log(logLevel, eventId, state, exception, (said, failure) => LogText.OneLine(formatter(said, failure)));
        }
#pragma warning disable CA1031 // See above.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed(failure);
        }
    }

    private void Failed(Exception exception) => Trace.TraceError("The logger {0} threw {1}", inner.GetType(), exception);
}
