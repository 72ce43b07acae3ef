using System.Runtime.CompilerServices;
using TokenTracking.Providers;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Tracking;

public sealed class TrackedStreamTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingTracker _tracker;

    public TrackedStreamTests() => _tracker = new RecordingTracker(_clock);

    [Fact]
    public async Task A_stream_that_is_read_to_its_end_is_one_complete_call()
    {
        var oracle = new Oracle().WithTokenTracking(_tracker);
        var words = new List<string>();
        await foreach (var update in oracle.TellAsync())
            words.Add(update.Text);

        Assert.Equal(["word 1", "word 2", "word 3"], words);
        Assert.Equal(
            (CallOutcome.Succeeded, UsageCompleteness.Complete, 7L, 3L, "delphi"),
            (_tracker.Only.Outcome, _tracker.Only.Completeness, _tracker.Only.Usage.InputTokens, _tracker.Only.Usage.OutputTokens,
                _tracker.Only.ResponseModel));
    }

    [Fact]
    public void A_stream_that_nobody_enumerates_made_no_call()
    {
        var oracle = new Oracle().WithTokenTracking(_tracker);

        var stream = oracle.TellAsync();

        Assert.NotNull(stream);
        Assert.Empty(_tracker.Records);
    }

    [Fact]
    public async Task Each_enumeration_is_a_call()
    {
        var stream = new Oracle().WithTokenTracking(_tracker).TellAsync();
        for (var i = 0; i < 2; i++)
        {
            await foreach (var _ in stream)
            {
            }
        }

        Assert.Equal(2, _tracker.Records.Count);
        Assert.Equal(2, _tracker.Records.Select(static record => record.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("word 1", UsageCompleteness.Missing)]
    [InlineData("word 2", UsageCompleteness.Partial)]
    public async Task A_stream_that_is_left_is_abandoned_with_what_has_arrived(string last, UsageCompleteness completeness)
    {
        var oracle = new Oracle().WithTokenTracking(_tracker);
        await foreach (var update in oracle.TellAsync())
        {
            if (update.Text == last)
                break;
        }

        Assert.Equal((CallOutcome.Abandoned, completeness), (_tracker.Only.Outcome, _tracker.Only.Completeness));
    }

    [Fact]
    public async Task A_stream_that_fails_is_recorded_with_what_has_arrived()
    {
        var oracle = new Oracle { Tell = static token => Breaking(token) }.WithTokenTracking(_tracker);

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var _ in oracle.TellAsync())
            {
            }
        });

        Assert.Equal(
            (CallOutcome.Failed, nameof(IOException), UsageCompleteness.Partial, 2L),
            (_tracker.Only.Outcome, _tracker.Only.ErrorType, _tracker.Only.Completeness, _tracker.Only.Usage.OutputTokens));
    }

    [Fact]
    public async Task A_token_given_to_the_enumeration_reaches_the_inner_stream()
    {
        var oracle = new Oracle().WithTokenTracking(_tracker);
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in oracle.TellAsync().WithCancellation(cancellation.Token))
                await cancellation.CancelAsync();
        });

        Assert.Equal(CallOutcome.Cancelled, _tracker.Only.Outcome);
    }

    [Fact]
    public async Task Duration_and_time_to_first_token_start_with_the_enumeration()
    {
        var oracle = new Oracle { Tell = Slow }.WithTokenTracking(_tracker);
        var stream = oracle.TellAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        await foreach (var _ in stream)
        {
        }

        Assert.Equal(
            (TimeSpan.FromSeconds(2), (TimeSpan?)TimeSpan.FromSeconds(1)),
            (_tracker.Only.Duration, _tracker.Only.TimeToFirstToken));
    }

    [Fact]
    public void A_stream_that_is_dropped_without_dispose_is_abandoned_when_it_is_collected()
    {
        var oracle = new Oracle().WithTokenTracking(_tracker);
        Drop(oracle);

        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.Equal(CallOutcome.Abandoned, _tracker.Only.Outcome);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(IOracle oracle)
    {
        var move = oracle.TellAsync().GetAsyncEnumerator(CancellationToken.None).MoveNextAsync();
        Assert.True(move.IsCompletedSuccessfully && move.Result);
    }

    private static async IAsyncEnumerable<LlmStreamUpdate> Breaking([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in Oracle.Words(2, cancellationToken))
            yield return update;
        throw new IOException("cut");
    }

    private async IAsyncEnumerable<LlmStreamUpdate> Slow([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        await foreach (var update in Oracle.Words(2, cancellationToken))
            yield return update;
        _clock.Advance(TimeSpan.FromSeconds(1));
    }
}
