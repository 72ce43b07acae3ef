using System.Diagnostics.CodeAnalysis;
using TokenTracking.Storage;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Storage;

/// <summary>A store that never answers does not hold the end of the program, and costs no record.</summary>
public sealed class HangingStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLogger<TokenTracker> _log = new();

    public static TheoryData<string> Ways => ["waits for its token", "ignores its token", "holds the thread"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Disposing_ends_at_its_limit_and_the_records_stay_in_the_journal(string way)
    {
        using var store = new HangingStore(way, _folder.Path);
        var tracker = Tracker(store);
        tracker.Track("p", TokenUsage.FromInclusive(3, 4), "gpt-4o");

        var disposing = tracker.DisposeAsync().AsTask();
        await store.Begun.Task;
        Assert.False(disposing.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(7));
        await disposing;

        Assert.Contains(_log.Lines, static line => line.Message.Contains("did not answer within 00:00:07", StringComparison.Ordinal));
        store.Release();
        var next = new ScriptedStore(_folder.Path);
        Assert.Equal(1, (await UsageJournals.RecoverAsync(next)).Records);
        Assert.Equal(7, Assert.Single(next.Inner.Records).Usage.TotalTokens);
    }

    [Fact]
    public async Task A_second_end_says_and_does_nothing()
    {
        var store = new ScriptedStore(_folder.Path) { Failure = new UsageStoreException("not now") };
        var tracker = Tracker(store);
        tracker.Track("p", TokenUsage.FromInclusive(3, 4), "gpt-4o");
        await tracker.DisposeAsync();
        var (writes, lines) = (store.Writes, _log.Lines.Count);
        store.Failure = null;

        await tracker.DisposeAsync();
        tracker.Dispose();

        Assert.Equal((writes, lines), (store.Writes, _log.Lines.Count));
    }

    [Fact]
    public void A_program_that_cannot_wait_disposes_of_the_tracker_too()
    {
        var store = new ScriptedStore(_folder.Path);
        using (var tracker = Tracker(store))
            tracker.Track("p", TokenUsage.FromInclusive(3, 4), "gpt-4o");

        Assert.Single(store.Inner.Records);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void The_limit_must_be_above_zero()
    {
        var options = new TokenTrackingOptions();

        Assert.Equal(TimeSpan.FromSeconds(30), options.DisposeTimeout);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.DisposeTimeout = TimeSpan.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.DisposeTimeout = TimeSpan.MaxValue);
    }

    private TokenTracker Tracker(IUsageStore store)
        => new(store, new TokenTrackingOptions { DisposeTimeout = TimeSpan.FromSeconds(7) }, logger: _log, timeProvider: _clock);

    private sealed class HangingStore(string way, string journals) : IUsageStore, IJournaledStore, IDisposable
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _thread = new();

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string? JournalDirectory => journals;

        public void Release()
        {
            _released.TrySetResult();
            _thread.Set();
        }

        [SuppressMessage("Usage", "MA0040:Forward the CancellationToken", Justification = "It is what is tested.")]
        public async Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default)
        {
            Begun.TrySetResult();
            if (way == "holds the thread")
                _thread.Wait(CancellationToken.None);
            else if (way == "ignores its token")
                await _released.Task;
            else
                await _released.Task.WaitAsync(cancellationToken);
        }

        public Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default)
            => throw new NotSupportedException();

        public void Dispose()
        {
            Release();
            _thread.Dispose();
        }
    }
}
