using Microsoft.Extensions.Logging;

namespace TokenTracking.Crash;

/// <summary>Prints the ids of what a tracker warns of, one a line, on the error output.</summary>
internal sealed class WarningIds : ILogger<TokenTracker>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Console.Error.WriteLine(eventId.Id);
    }
}
