using TokenTracking.Testing;

namespace TokenTracking.Admission.Tests;

/// <summary>The step before the call in generated decorators.</summary>
public sealed class AdmissionTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    private readonly ManualTimeProvider _clock = new();
    private readonly AdmittingTracker _tracker;
    private readonly Planner _inner;
    private readonly IPlanner _planner;

    public AdmissionTests()
    {
        _tracker = new AdmittingTracker(_clock);
        _inner = new Planner(_clock);
        _planner = _inner.WithTokenTracking(_tracker);
    }

    public static TheoryData<string> Shapes => PlannerCalls.Shapes;

    public static TheoryData<string> WaitingShapes => PlannerCalls.WaitingShapes;

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_call_that_is_admitted_is_made_and_recorded_once(string shape)
    {
        await PlannerCalls.MakeAsync(shape, _planner);

        Assert.Single(_tracker.Asked);
        Assert.Equal(
            (CallOutcome.Succeeded, 15L, Planner.Duration),
            (_tracker.Only.Outcome, _tracker.Only.Usage.TotalTokens, _tracker.Only.Duration));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_call_that_is_refused_is_not_made(string shape)
    {
        var refusal = new InvalidOperationException("The budget is spent.");
        _tracker.Decide = _ => ValueTask.FromException(refusal);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => PlannerCalls.MakeAsync(shape, _planner));

        Assert.Same(refusal, thrown);
        // The member itself of a stream whose parameters cannot be kept has returned by then; nothing has been asked of the stream.
        Assert.Equal(0, _inner.Calls);
        Assert.Empty(_tracker.Records);
    }

    [Theory]
    [MemberData(nameof(WaitingShapes))]
    public async Task A_refusal_that_throws_fails_the_task_as_well(string shape)
    {
        _tracker.Decide = static _ => throw new InvalidOperationException("The budget is spent.");

        await Assert.ThrowsAsync<InvalidOperationException>(() => PlannerCalls.MakeAsync(shape, _planner));

        Assert.Equal(0, _inner.Calls);
    }

    [Theory]
    [MemberData(nameof(WaitingShapes))]
    public async Task The_wait_is_no_part_of_the_duration(string shape)
    {
        var admitted = new TaskCompletionSource();
        _tracker.Decide = _ => new ValueTask(admitted.Task);

        var call = PlannerCalls.MakeAsync(shape, _planner);
        Assert.Equal((false, 0), (call.IsCompleted, _inner.Calls));
        _clock.Advance(Wait);
        admitted.SetResult();
        await call;

        Assert.Equal(Planner.Duration, _tracker.Only.Duration);
        Assert.Equal(_clock.GetUtcNow() - Planner.Duration, _tracker.Only.Time);
    }

    [Fact]
    public async Task The_tracker_is_asked_with_what_is_known_of_the_call()
    {
        using (TrackingScope.Begin(project: "p"))
            await _planner.PlanAsync("m-0", 64, "t-1");

        var asked = Assert.Single(_tracker.Asked);
        Assert.Equal(
            ("plan", "p", "t-1", "acme", "m-0", 64L),
            (asked.Operation, asked.Project, asked.Task, asked.Provider, asked.RequestModel, asked.MaxOutputTokens));
    }

    [Fact]
    public async Task The_attribution_is_that_of_the_caller_although_the_call_waits()
    {
        var admitted = new TaskCompletionSource();
        _tracker.Decide = _ => new ValueTask(admitted.Task);
        Task call;
        using (TrackingScope.Begin(project: "p"))
            call = _planner.PlanAsync("m-0", 64, "t-1");
        admitted.SetResult();
        await call;

        Assert.Equal("p", _tracker.Only.Project);
    }

    [Fact]
    public async Task A_wait_ends_with_the_token_of_the_call()
    {
        using var source = new CancellationTokenSource();
        _tracker.Decide = static token => new ValueTask(Task.Delay(Timeout.Infinite, token));

        var call = _planner.PlanAsync("m", 64, "t-1", source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal((0, 0), (_inner.Calls, _tracker.Records.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_wait_of_a_stream_ends_with_the_token_of_its_member_and_of_its_enumeration(bool ofMember)
    {
        using var source = new CancellationTokenSource();
        _tracker.Decide = static token => new ValueTask(Task.Delay(Timeout.Infinite, token));

        var call = PlannerCalls.Read(_planner.TellAsync("x", ofMember ? source.Token : default), ofMember ? default : source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal((0, 0), (_inner.Calls, _tracker.Records.Count));
    }

    [Fact]
    public async Task Each_enumeration_of_a_stream_is_admitted_and_its_member_is_called_once()
    {
        var stream = _planner.TellAsync("x");
        Assert.Equal((0, 0), (_inner.Calls, _tracker.Asked.Count));
        using var source = new CancellationTokenSource();

        await PlannerCalls.Read(stream);
        await PlannerCalls.Read(stream, source.Token);

        Assert.Equal((1, 2, 2), (_inner.Calls, _tracker.Asked.Count, _tracker.Records.Count));
        Assert.Equal(source.Token, _inner.Token);
    }

    [Fact]
    public async Task A_stream_that_is_disposed_of_before_its_first_item_is_no_call()
    {
        await using (_planner.TellAsync("x").GetAsyncEnumerator())
        {
        }

        Assert.Equal((0, 0, 0), (_inner.Calls, _tracker.Asked.Count, _tracker.Records.Count));
    }

    [Fact]
    public async Task A_refused_stream_asks_again_for_the_next_try()
    {
        await using var items = _planner.TellAsync("x").GetAsyncEnumerator();
        _tracker.Decide = static _ => ValueTask.FromException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await items.MoveNextAsync());
        _tracker.Decide = static _ => ValueTask.CompletedTask;

        Assert.True(await items.MoveNextAsync());
        Assert.False(await items.MoveNextAsync());

        Assert.Equal(CallOutcome.Succeeded, _tracker.Only.Outcome);
    }

    [Fact]
    public void A_synchronous_exception_of_an_admitted_call_stays_synchronous_and_is_recorded()
    {
        Assert.Throws<ArgumentException>(() => { _ = _planner.PlanAsync("", 64, "t-1"); });

        Assert.Equal((CallOutcome.Failed, "ArgumentException"), (_tracker.Only.Outcome, _tracker.Only.ErrorType));
    }

    [Fact]
    public async Task A_synchronous_exception_of_a_call_that_had_to_wait_is_in_its_task()
    {
        var admitted = new TaskCompletionSource();
        _tracker.Decide = _ => new ValueTask(admitted.Task);

        var call = _planner.PlanAsync("", 64, "t-1");
        admitted.SetResult();

        await Assert.ThrowsAsync<ArgumentException>(() => call);
        Assert.Equal((CallOutcome.Failed, "ArgumentException"), (_tracker.Only.Outcome, _tracker.Only.ErrorType));
    }

    // The frames of an asynchronous helper that had to wait cannot be hidden.
    [Fact]
    public void A_stack_trace_shows_the_member_and_no_helper_of_the_runtime()
    {
        var thrown = Assert.Throws<ArgumentException>(() => { _ = _planner.PlanAsync("", 64, "t-1"); });

        Assert.Contains("Planner.PlanAsync", thrown.StackTrace, StringComparison.Ordinal);
        Assert.DoesNotContain("TrackedCall.", thrown.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tracker_that_admits_nothing_gets_its_records_as_ever()
    {
        var tracker = new RecordingTracker(_clock);
        var planner = new Planner(_clock).WithTokenTracking(tracker);

        await planner.PlanAsync("m", 64, "t-1");
        await PlannerCalls.Read(planner.TellAsync("x"));
        planner.Plan("x");

        Assert.Equal(["plan", "tell", "plan"], tracker.Records.Select(static record => record.Operation));
    }
}
