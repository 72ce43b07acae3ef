using TokenTracking.Testing;

namespace TokenTracking.Tests.Tracking;

public sealed class TrackedResultTests
{
    private readonly RecordingTracker _tracker = new();

    [Fact]
    public async Task A_completed_task_is_the_inner_task_itself()
    {
        var task = Task.FromResult(Oracle.Answer);
        var oracle = new Oracle { Ask = () => task }.WithTokenTracking(_tracker);

        Assert.Same(task, oracle.AskAsync("m"));
        Assert.Equal((10L, "delphi", "m"), (_tracker.Only.Usage.TotalTokens, _tracker.Only.ResponseModel, _tracker.Only.RequestModel));
        await task;
    }

    [Fact]
    public async Task A_task_that_takes_time_is_recorded_when_it_ends()
    {
        var clock = new ManualTimeProvider();
        var tracker = new RecordingTracker(clock);
        var source = new TaskCompletionSource<LlmResult>();
        var oracle = new Oracle { Ask = () => source.Task }.WithTokenTracking(tracker);

        var task = oracle.AskAsync("m");
        Assert.Empty(tracker.Records);
        clock.Advance(TimeSpan.FromSeconds(2));
        source.SetResult(Oracle.Answer);

        Assert.Same(Oracle.Answer, await task);
        Assert.Equal((TimeSpan.FromSeconds(2), CallOutcome.Succeeded), (tracker.Only.Duration, tracker.Only.Outcome));
    }

    [Fact]
    public async Task An_exception_keeps_its_identity()
    {
        var thrown = new HttpRequestException("slow down", null, System.Net.HttpStatusCode.TooManyRequests);
        var oracle = new Oracle { Ask = () => Task.FromException<LlmResult>(thrown) }.WithTokenTracking(_tracker);

        Assert.Same(thrown, await Assert.ThrowsAsync<HttpRequestException>(() => oracle.AskAsync("m")));
        Assert.Equal((CallOutcome.Failed, "429", UsageCompleteness.Missing),
            (_tracker.Only.Outcome, _tracker.Only.ErrorType, _tracker.Only.Completeness));
    }

    [Fact]
    public async Task Cancellation_is_recorded_as_cancelled_and_stays_cancellation()
    {
        var source = new TaskCompletionSource<LlmResult>();
        var oracle = new Oracle { Ask = () => source.Task }.WithTokenTracking(_tracker);

        var task = oracle.AskAsync("m");
        source.SetCanceled();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.True(task.IsCanceled);
        Assert.Equal(CallOutcome.Cancelled, _tracker.Only.Outcome);
    }

    [Fact]
    public async Task A_value_task_is_awaited_once()
    {
        var oracle = new Oracle { Guess = static async () => { await Task.Yield(); return Oracle.Answer; } }.WithTokenTracking(_tracker);

        Assert.Same(Oracle.Answer, await oracle.GuessAsync());
        Assert.Equal(("guess", 10L), (_tracker.Only.Operation, _tracker.Only.Usage.TotalTokens));
    }

    [Fact]
    public async Task A_result_whose_usage_cannot_be_read_still_arrives_and_says_so()
    {
        var oracle = new Oracle().WithTokenTracking(_tracker);

        Assert.NotNull(await oracle.PoseAsync());
        Assert.Equal(
            (CallOutcome.Succeeded, UsageCompleteness.Missing, nameof(InvalidOperationException)),
            (_tracker.Only.Outcome, _tracker.Only.Completeness, _tracker.Only.ErrorType));
    }

    [Fact]
    public async Task A_scope_attributes_the_call()
    {
        var oracle = new Oracle().WithTokenTracking(_tracker);
        using (TrackingScope.Begin(project: "p", agent: "a", task: "t", operation: "o"))
            await oracle.AskAsync("m");

        Assert.Equal(("p", "a", "t", "o"), (_tracker.Only.Project, _tracker.Only.Agent, _tracker.Only.Task, _tracker.Only.Operation));
    }

    [Fact]
    public void Ids_are_version_7_unique_and_carry_the_time()
    {
        var time = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 10_000).Select(_ => TokenTracking.Calls.CallId.New(time)).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((7, Guid.CreateVersion7(time).ToString()[..13]), (id.Version, id.ToString()[..13])));
        Assert.All(ids, static id => Assert.InRange(id.Variant, 8, 11));
    }
}
