using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenTracking.Testing;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Tests.Tracking;

/// <summary>Nothing that can throw stands between a finished call and its append to the journal.</summary>
public sealed class RecordingOrderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Observers_see_a_call_that_is_in_the_journal_already()
    {
        var observer = new Observer();
        await using var tracker = Tracker(observer);
        observer.Seen = (in record) => Assert.Equal([record.Id], JournalContent.Ids(_folder.Path));

        tracker.Track("proj", TokenUsage.FromInclusive(1, 1), "gpt-4o");

        Assert.Equal(1, observer.Calls);
        Assert.Equal("proj", observer.Last!.Value.Project);
        Assert.True(observer.Last.Value.Cost > 0);
    }

    [Fact]
    public async Task An_observer_that_throws_costs_no_record_and_no_other_observer_its_call()
    {
        var (broken, next) = (new Observer { Seen = static (in _) => throw new InvalidOperationException("broken") }, new Observer());
        var log = new RecordingLogger<TokenTracker>();
        await using var tracker = Tracker(log, broken, next);

        var stats = tracker.Track("proj", TokenUsage.FromInclusive(1, 1), "gpt-4o");
        tracker.Track("proj", TokenUsage.FromInclusive(1, 1), "gpt-4o");

        Assert.Equal((1, 2, 2), (stats.Calls, broken.Calls, next.Calls));
        Assert.Equal(2, JournalContent.Ids(_folder.Path).Count);
        var error = Assert.Single(log.Lines, static line => line.Level == LogLevel.Error);
        Assert.Contains(nameof(Observer), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logger_that_throws_loses_no_record_and_ends_no_timer()
    {
        var store = new ScriptedStore(_folder.Path);
        await using var tracker = new TokenTracker(store, logger: new ThrowingLogger(), timeProvider: _clock);
        tracker.StartMonitoring();

        // Unpriced and large: both write a line. Then the store refuses, recovers, and the rate spikes.
        tracker.Track("proj", TokenUsage.FromInclusive(5000, 0), "no-such-model");
        store.Failure = new UsageStoreException("away");
        await Assert.ThrowsAsync<UsageStoreException>(() => tracker.FlushAsync());
        store.Failure = null;
        _clock.Advance(TimeSpan.FromMinutes(12));
        tracker.Track("proj", TokenUsage.FromInclusive(5_000_000, 0), "no-such-model");
        _clock.Advance(TimeSpan.FromMinutes(2));
        await tracker.FlushAsync();

        Assert.Equal(2, store.Inner.Records.Count);
        Assert.Equal(2, tracker.GetProjectStats("proj").Calls);
        Assert.Equal(14, tracker.GetSpendRateHistory("proj").Count);
    }

    [Fact]
    public async Task Pricing_that_throws_leaves_the_call_unpriced_and_recorded()
    {
        var store = new ScriptedStore(_folder.Path);
        var log = new RecordingLogger<TokenTracker>();
        var prices = new PriceBook(static () => throw new InvalidOperationException("The prices are unreadable."));
        await using var tracker = new TokenTracker(store, prices: prices, logger: log, timeProvider: _clock);

        tracker.Track("proj", TokenUsage.FromInclusive(1, 1), "gpt-4o");
        await tracker.FlushAsync();

        Assert.Equal((null, CostBasis.Unpriced), (store.Inner.Records[0].Cost, store.Inner.Records[0].CostBasis));
        Assert.Contains(log.Lines, static line
            => line.Level == LogLevel.Error && line.Message.Contains("could not be priced", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metadata_is_copied_when_it_is_given()
    {
        var metadata = new Dictionary<string, string> { ["k"] = "before" };
        await using var tracker = Tracker(new Observer());

        using (TrackingScope.Begin(metadata: metadata))
        {
            metadata["k"] = "after";
            tracker.Track("scoped", TokenUsage.FromInclusive(1, 1), "m");
        }

        metadata["k"] = "given";
        tracker.Track("given", TokenUsage.FromInclusive(1, 1), "m", metadata);
        metadata["k"] = "later";
        metadata["more"] = "more";

        Assert.Equal("before", Assert.Single(tracker.GetRecentEvents("scoped")).Metadata!["k"]);
        Assert.Equal([KeyValuePair.Create("k", "given")], Assert.Single(tracker.GetRecentEvents("given")).Metadata!);
    }

    [Fact]
    public async Task Metadata_that_cannot_be_read_costs_itself_alone()
    {
        var store = new ScriptedStore(_folder.Path);
        var log = new RecordingLogger<TokenTracker>();
        await using var tracker = new TokenTracker(store, logger: log, timeProvider: _clock);

        tracker.Track("a", TokenUsage.FromInclusive(1, 1), "gpt-4o", new BrokenMetadata());
        using (TrackingScope.Begin(project: "b", metadata: new BrokenMetadata()))
            await tracker.TrackAsync("ask", static () => Task.FromResult(1), static _ => TokenUsage.FromInclusive(1, 1));
        tracker.Track("c", TokenUsage.FromInclusive(1, 1), "gpt-4o");
        await tracker.FlushAsync();

        Assert.Equal(["a", "b", "c"], store.Inner.Records.Select(static record => record.Project).Order());
        Assert.All(store.Inner.Records, static record => Assert.Null(record.Metadata));
        Assert.Contains(log.Lines, static line => line.Message.Contains("metadata", StringComparison.Ordinal));
    }

    private TokenTracker Tracker(params Observer[] observers) => Tracker(new RecordingLogger<TokenTracker>(), observers);

    private TokenTracker Tracker(ILogger<TokenTracker> log, params Observer[] observers)
    {
        var options = new TokenTrackingOptions();
        foreach (var observer in observers[..^1])
            options.Observers.Add(observer);
        return new TokenTracker(new ScriptedStore(_folder.Path), options, logger: log, timeProvider: _clock, observers: observers[^1..]);
    }

    private delegate void Seeing(in UsageRecord record);

    private sealed class Observer : IUsageObserver
    {
        public Seeing? Seen { get; set; }

        public int Calls { get; private set; }

        public UsageRecord? Last { get; private set; }

        public void OnRecorded(in UsageRecord record)
        {
            Calls++;
            Last = record;
            Seen?.Invoke(in record);
        }
    }

    private sealed class ThrowingLogger : ILogger<TokenTracker>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => throw new InvalidOperationException("no scope");

        public bool IsEnabled(LogLevel logLevel)
            => logLevel == LogLevel.Information ? throw new InvalidOperationException("no level") : true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => throw new InvalidOperationException("no line");
    }

    private sealed class BrokenMetadata : IReadOnlyDictionary<string, string>
    {
        public IEnumerable<string> Keys => throw new InvalidOperationException("broken");

        public IEnumerable<string> Values => throw new InvalidOperationException("broken");

        public int Count => throw new InvalidOperationException("broken");

        public string this[string key] => throw new InvalidOperationException("broken");

        public bool ContainsKey(string key) => throw new InvalidOperationException("broken");

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => throw new InvalidOperationException("broken");

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => throw new InvalidOperationException("broken");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
