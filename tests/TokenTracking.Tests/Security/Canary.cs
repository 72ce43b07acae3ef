using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using TokenTracking.Storage;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Tests.Security;

/// <summary>A tracker over files, and everything that it leaves anywhere: journals, store, log lines, trace output, counts of
/// requests.</summary>
internal sealed class Canary : TraceListener, ILogger<TokenTracker>, IAsyncDisposable
{
    /// <summary>In every secret and in every text of these tests, and in nothing else.</summary>
    public const string Mark = "canary51f0";

    public const string Key = "sk-canary51f0-key-9c41";
    public const string Prompt = "canary51f0 prompt: what is the answer, please?";
    public const string Completion = "canary51f0 completion: it is forty-two.";

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly SqliteUsageStore _store;

    public Canary(IUsageEstimator? estimator = null)
    {
        Trace.Listeners.Add(this);
        _store = new SqliteUsageStore(_folder.File("usage.db"));
        Tracker = new TokenTracker(
            _store,
            new TokenTrackingOptions { LogCallsAboveTokens = 1, FallbackPricePer1KTokens = decimal.MaxValue, UsageEstimator = estimator },
            logger: this);
    }

    public TokenTracker Tracker { get; }

    /// <summary>Looks for the mark in all that there is, before the records are moved into the store and afterwards.</summary>
    /// <returns>The records.</returns>
    public async Task<IReadOnlyList<UsageRecord>> AssertNothingAsync()
    {
        AssertFiles();
        await Tracker.FlushAsync();
        AssertFiles();
        foreach (var place in Tracker.GetRequests().Counts)
            Say(place.ToString());
        Say(string.Join(", ", Tracker.GetSummary().Projects));
        foreach (var project in Tracker.GetSummary().Projects)
            Say(string.Join(", ", Tracker.GetRecentEvents(project.Project ?? "")));
        List<UsageRecord> records = [];
        await foreach (var record in ((IUsageRecords)_store).ReadAsync(new UsageQuery()))
        {
            records.Add(record);
            Say(record.ToString());
        }

        Assert.NotEmpty(records);
        Assert.All(_said, static text => Assert.DoesNotContain(Mark, text, StringComparison.OrdinalIgnoreCase));
        return records;
    }

    public async ValueTask DisposeAsync()
    {
        Trace.Listeners.Remove(this);
        await Tracker.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Dispose();
        Dispose();
    }

    public override void Write(string? message) => Say(message);

    public override void WriteLine(string? message) => Say(message);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Say($"{formatter(state, exception)} {state} {exception}");

    private void Say(string? text) => _said.Enqueue(text ?? "");

    private void AssertFiles()
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Mark)));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Mark)));
        }
    }
}
