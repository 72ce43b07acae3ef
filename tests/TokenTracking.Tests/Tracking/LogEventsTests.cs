using System.Reflection;
using Microsoft.Extensions.Logging;
using TokenTracking.Storage;
using TokenTracking.Storage.Ledger;

namespace TokenTracking.Tests.Tracking;

public sealed class LogEventsTests
{
    [Fact]
    public void Every_event_has_an_id_of_its_own()
    {
        var classes = typeof(TokenTracker).Assembly.GetTypes()
            .Where(static type => type.Name.EndsWith("LogEvents", StringComparison.Ordinal))
            .ToList();
        var ids = classes.SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(static field => (int)field.GetRawConstantValue()!)
            .ToList();

        Assert.True(classes.Count >= 5);
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct().Order(), ids.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stores_own_exception_is_logged_by_its_message_and_any_other_with_its_stack(bool isOwn)
    {
        Exception failure = isOwn ? new UsageStoreException("The file is locked. Close it.") : new InvalidOperationException("Broken.");
        var log = new ExceptionLog();

        LedgerLog.StoreFailed(log, failure, TimeSpan.FromSeconds(1));
        LedgerLog.LeftInJournal(log, failure);

        Assert.All(log.Entries, entry => Assert.Equal(isOwn ? null : failure, entry.Exception));
        Assert.All(log.Entries, entry => Assert.EndsWith(failure.Message, entry.Message, StringComparison.Ordinal));
        Assert.Equal(2, log.Entries.Count);
    }

    private sealed class ExceptionLog : ILogger
    {
        public List<(Exception? Exception, string Message)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Entries.Add((exception, formatter(state, exception)));
    }
}
