using Microsoft.Extensions.Logging;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Tracking;

public sealed class TokenTrackerTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryUsageStore _store = new();
    private readonly RecordingLogger<TokenTracker> _log = new();
    private readonly TokenTrackingOptions _options = new();
    private readonly TokenTracker _tracker;

    public TokenTrackerTests() => _tracker = new TokenTracker(_store, _options, logger: _log, timeProvider: _clock);

    public ValueTask DisposeAsync() => _tracker.DisposeAsync();

    [Fact]
    public async Task TrackAsync_records_usage_duration_model_and_the_scope()
    {
        using var scope = TrackingScope.Begin(project: "proj", agent: "agent", task: "task");

        var answer = await _tracker.TrackAsync(
            "summarize",
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(2));
                return Task.FromResult(new LlmResult { Text = "hi", Usage = TokenUsage.FromInclusive(10, 3), Model = "m" });
            },
            result => result.Usage,
            result => result.Model);

        Assert.Equal("hi", answer.Text);
        var record = await OnlyRecord();
        Assert.Equal(("proj", "agent", "task", "summarize"), (record.Project, record.Agent, record.Task, record.Operation));
        Assert.Equal(TimeSpan.FromSeconds(2), record.Duration);
        Assert.Equal(13, record.Usage.TotalTokens);
        Assert.Equal("m", record.Model);
        Assert.Equal(UsageCompleteness.Complete, record.Completeness);
        Assert.Equal(CallOutcome.Succeeded, record.Outcome);
    }

    [Fact]
    public async Task TrackAsync_of_a_failed_call_records_the_failure_and_throws_what_the_call_threw()
    {
        var failure = new InvalidOperationException("no");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            () => _tracker.TrackAsync<LlmResult>("ask", () => Task.FromException<LlmResult>(failure), result => result.Usage));

        Assert.Same(failure, thrown);
        var record = await OnlyRecord();
        Assert.Equal(CallOutcome.Failed, record.Outcome);
        Assert.Equal(nameof(InvalidOperationException), record.ErrorType);
        Assert.Equal(UsageCompleteness.Missing, record.Completeness);
        Assert.True(record.Usage.IsUnknown);
    }

    [Fact]
    public async Task TrackAsync_of_a_cancelled_call_records_the_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _tracker.TrackAsync("ask", () => Task.FromCanceled<LlmResult>(cancelled.Token), result => result.Usage));

        Assert.Equal(CallOutcome.Cancelled, (await OnlyRecord()).Outcome);
    }

    [Fact]
    public async Task TrackAsync_hands_out_the_result_where_reading_its_usage_throws()
    {
        var answer = await _tracker.TrackAsync<string>("ask", () => Task.FromResult("answer"), _ => throw new FormatException("bad shape"));

        Assert.Equal("answer", answer);
        var record = await OnlyRecord();
        Assert.Equal(UsageCompleteness.Missing, record.Completeness);
        Assert.Equal(CallOutcome.Succeeded, record.Outcome);
    }

    [Fact]
    public async Task Nothing_is_recorded_while_tracking_is_switched_off()
    {
        _options.Enabled = false;

        var answer = await _tracker.TrackAsync("ask", () => Task.FromResult(1), _ => TokenUsage.FromInclusive(1, 1));
        _tracker.Track("proj", TokenUsage.FromInclusive(1, 1), "m");
        await _tracker.FlushAsync();

        Assert.Equal(1, answer);
        Assert.Empty(_store.Records);
        Assert.Equal(0, _tracker.GetProjectStats("proj").Calls);
    }

    [Fact]
    public void A_call_above_the_limit_writes_one_information_line()
    {
        _tracker.Track("proj", TokenUsage.FromInclusive(1000, 0), "m");
        Assert.DoesNotContain(_log.Lines, line => line.Level == LogLevel.Information);

        _tracker.Track("proj", TokenUsage.FromInclusive(900, 101), "m");

        var line = Assert.Single(_log.Lines, line => line.Level == LogLevel.Information);
        Assert.Equal("1001 tokens for (no operation) of project proj by m, unpriced", line.Message);
    }

    [Fact]
    public void The_limit_of_the_information_line_is_an_option()
    {
        _options.LogCallsAboveTokens = 10;
        _tracker.Track("proj", TokenUsage.FromInclusive(11, 0), "m");
        _options.LogCallsAboveTokens = null;
        _tracker.Track("proj", TokenUsage.FromInclusive(1_000_000, 0), "m");

        Assert.Single(_log.Lines, line => line.Level == LogLevel.Information);
    }

    [Fact]
    public async Task The_flat_fallback_price_is_off_unless_set_and_marked_where_it_is_used()
    {
        _tracker.Track("proj", TokenUsage.FromInclusive(900, 100), "no-such-model");
        _options.FallbackPricePer1KTokens = 0.03m;
        _tracker.Track("proj", TokenUsage.FromInclusive(900, 101), "no-such-model");
        await _tracker.FlushAsync();

        Assert.Collection(
            _store.Records.OrderBy(record => record.Usage.TotalTokens),
            record => Assert.Equal((null, CostBasis.Unpriced), (record.Cost, record.CostBasis)),
            record => Assert.Equal((0.03003m, CostBasis.Fallback), (record.Cost, record.CostBasis)));
    }

    [Fact]
    public async Task Metadata_by_hand_is_kept_with_the_record()
    {
        _tracker.Track("proj", TokenUsage.FromInclusive(1, 1), "m", new Dictionary<string, string> { ["board"] = "b1" });

        Assert.Equal("b1", (await OnlyRecord()).Metadata!["board"]);
    }

    [Theory]
    [InlineData("", "m")]
    [InlineData("p", "")]
    public void Track_without_a_project_or_a_model_is_refused(string project, string model)
        => Assert.Throws<ArgumentException>(() => _tracker.Track(project, TokenUsage.Unknown, model));

    [Fact]
    public void The_default_instance_is_one_and_the_same() => Assert.Same(TokenTracker.Default, TokenTracker.Default);

    private async Task<UsageRecord> OnlyRecord()
    {
        await _tracker.FlushAsync();
        return Assert.Single(_store.Records);
    }
}
