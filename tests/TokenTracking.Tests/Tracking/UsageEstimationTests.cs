using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using TokenTracking.Providers;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Tracking;

public sealed class UsageEstimationTests : IAsyncDisposable
{
    private static readonly LlmRequest Request = new() { Prompt = "twelve chars", System = "four", Model = "asked" };

    private readonly InMemoryUsageStore _store = new();
    private readonly RecordingLogger<TokenTracker> _log = new();
    private readonly Estimator _estimator = new();
    private readonly TokenTrackingOptions _options = new();
    private readonly TokenTracker _tracker;

    public UsageEstimationTests()
    {
        _options.UsageEstimator = _estimator;
        _tracker = new TokenTracker(_store, _options, logger: _log, timeProvider: new ManualTimeProvider());
    }

    public ValueTask DisposeAsync() => _tracker.DisposeAsync();

    [Fact]
    public async Task A_stream_that_is_left_is_estimated_from_what_went_out_and_what_arrived()
    {
        await Leave(new Provider());

        var record = await OnlyRecord();
        Assert.Equal((CallOutcome.Abandoned, UsageCompleteness.Estimated), (record.Outcome, record.Completeness));
        Assert.Equal((4L, 2L), (record.Usage.InputTokens, record.Usage.OutputTokens));
        Assert.Equal([new EstimationBasis("fake", "answering", 16, 8)], _estimator.Asked);
    }

    [Fact]
    public async Task A_stream_that_is_left_is_missing_where_nothing_estimates()
    {
        _options.UsageEstimator = null;

        await Leave(new Provider());

        AssertMissing(CallOutcome.Abandoned, await OnlyRecord());
    }

    [Fact]
    public async Task Counts_that_arrived_are_kept_and_not_estimated()
    {
        await Leave(new Provider { Usage = TokenUsage.FromInclusive(7, 1) });

        var record = await OnlyRecord();
        Assert.Equal((UsageCompleteness.Partial, 7L), (record.Completeness, record.Usage.InputTokens));
        Assert.Empty(_estimator.Asked);
    }

    [Fact]
    public async Task A_whole_answer_without_usage_is_estimated()
    {
        await new Provider().WithTokenTracking(_tracker).CompleteAsync(Request);

        var record = await OnlyRecord();
        Assert.Equal((CallOutcome.Succeeded, UsageCompleteness.Estimated), (record.Outcome, record.Completeness));
        Assert.Equal([new EstimationBasis("fake", "asked", 16, 20)], _estimator.Asked);
    }

    [Fact]
    public async Task A_call_that_was_refused_is_not_estimated()
    {
        var provider = new Provider { Complete = static _ => throw new LlmProviderException("no") { Status = 429 } };

        await Assert.ThrowsAsync<LlmProviderException>(() => provider.WithTokenTracking(_tracker).CompleteAsync(Request));

        AssertMissing(CallOutcome.Failed, await OnlyRecord());
        Assert.Empty(_estimator.Asked);
    }

    [Theory]
    [InlineData(0, UsageCompleteness.Missing)]
    [InlineData(1, UsageCompleteness.Estimated)]
    public async Task A_stream_that_fails_is_estimated_once_something_had_arrived(int pieces, UsageCompleteness completeness)
    {
        var provider = new Provider { Pieces = pieces, Break = static () => new LlmProviderException("overloaded") };

        await Assert.ThrowsAsync<LlmProviderException>(() => Drain(provider.WithTokenTracking(_tracker).StreamAsync(Request)));

        var record = await OnlyRecord();
        Assert.Equal((CallOutcome.Failed, completeness), (record.Outcome, record.Completeness));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_under_way_is_estimated_from_what_went_out()
    {
        var answer = new TaskCompletionSource<LlmResult>();
        var call = new Provider { Complete = _ => answer.Task }.WithTokenTracking(_tracker).CompleteAsync(Request);

        answer.SetCanceled(CancellationToken.None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        var record = await OnlyRecord();
        Assert.Equal((CallOutcome.Cancelled, UsageCompleteness.Estimated), (record.Outcome, record.Completeness));
        Assert.Equal([new EstimationBasis("fake", "asked", 16, null)], _estimator.Asked);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_was_sent_is_not_estimated()
    {
        var oracle = new Provider { Complete = static token => Task.FromCanceled<LlmResult>(token) }.WithTokenTracking(_tracker);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => oracle.CompleteAsync(Request, new CancellationToken(canceled: true)));

        AssertMissing(CallOutcome.Cancelled, await OnlyRecord());
    }

    [Fact]
    public async Task A_stream_that_was_cancelled_before_it_was_sent_is_not_estimated()
    {
        var provider = new Provider().WithTokenTracking(_tracker);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Drain(provider.StreamAsync(Request, new CancellationToken(canceled: true))));

        AssertMissing(CallOutcome.Cancelled, await OnlyRecord());
    }

    [Fact]
    public async Task An_estimator_that_throws_costs_neither_answer_nor_record()
    {
        _estimator.Estimated = static _ => throw new InvalidOperationException("no idea");

        var answer = await new Provider().WithTokenTracking(_tracker).CompleteAsync(Request);

        Assert.Equal("twenty characters ok", answer.Text);
        AssertMissing(CallOutcome.Succeeded, await OnlyRecord());
        Assert.Contains(_log.Lines,
            static line => line.Level == LogLevel.Warning && line.Message.Contains("could not be estimated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_estimator_that_does_not_know_leaves_the_call_missing()
    {
        _estimator.Estimated = static _ => TokenUsage.Unknown;

        await new Provider().WithTokenTracking(_tracker).CompleteAsync(Request);

        AssertMissing(CallOutcome.Succeeded, await OnlyRecord());
        Assert.Single(_estimator.Asked);
    }

    [Fact]
    public async Task Without_any_length_there_is_nothing_to_estimate_from()
    {
        await _tracker.TrackAsync("o", static () => Task.FromResult(1), static _ => TokenUsage.Unknown);

        AssertMissing(CallOutcome.Succeeded, await OnlyRecord());
        Assert.Empty(_estimator.Asked);
    }

    private static void AssertMissing(CallOutcome outcome, UsageRecord record) => Assert.Equal(
        (outcome, UsageCompleteness.Missing, true, null), (record.Outcome, record.Completeness, record.Usage.IsUnknown, record.Cost));

    private static async Task Drain(IAsyncEnumerable<LlmStreamUpdate> stream)
    {
        await foreach (var _ in stream)
        {
        }
    }

    private async Task Leave(ILlmProvider provider)
    {
        await foreach (var update in provider.WithTokenTracking(_tracker).StreamAsync(Request))
        {
            if (update.Text == "two!")
                break;
        }
    }

    private async Task<UsageRecord> OnlyRecord()
    {
        await _tracker.FlushAsync();
        return Assert.Single(_store.Records);
    }

    /// <summary>Four characters a token, unless told otherwise.</summary>
    private sealed class Estimator : IUsageEstimator
    {
        public List<EstimationBasis> Asked { get; } = [];

        public Func<EstimationBasis, TokenUsage> Estimated { get; set; } = static basis
            => TokenUsage.FromInclusive(basis.InputCharacters / 4, basis.OutputCharacters / 4);

        public TokenUsage Estimate(in EstimationBasis basis)
        {
            Asked.Add(basis);
            return Estimated(basis);
        }
    }

    /// <summary>A provider that reports no usage unless told to.</summary>
    private sealed class Provider : ILlmProvider
    {
        private static readonly string[] Texts = ["one!", "two!", "three"];

        public string Name => "fake";

        public int Pieces { get; init; } = 3;

        public TokenUsage Usage { get; init; }

        public Func<Exception>? Break { get; init; }

        public Func<CancellationToken, Task<LlmResult>> Complete { get; init; }
            = static _ => Task.FromResult(new LlmResult { Text = "twenty characters ok", Completeness = UsageCompleteness.Missing });

        public Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
            => Complete(cancellationToken);

        public async IAsyncEnumerable<LlmStreamUpdate> StreamAsync(
            LlmRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < Pieces; i++)
            {
                await Task.Yield();
                yield return new LlmStreamUpdate
                    { Text = Texts[i], Model = "answering", Usage = Usage, Completeness = UsageCompleteness.Partial };
            }

            if (Break is not null)
                throw Break();
        }
    }
}
