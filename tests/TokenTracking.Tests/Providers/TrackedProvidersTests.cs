using TokenTracking.Generated;
using TokenTracking.Providers;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Providers;

/// <summary>What the tracker gets to know of calls through the factory: one record for each attempt, where it was made.</summary>
public sealed class TrackedProvidersTests
{
    private const string Refusal = """{"error":{"type":"some_error","message":"No"}}""";
    private static readonly LlmRequest Request = new() { Prompt = "Say hello.", Model = "first-choice", MaxOutputTokens = 50 };

    [Fact]
    public async Task Each_attempt_leaves_a_record_of_its_own_with_its_own_model()
    {
        await using var first = await LoopbackServer.StartAsync(Reply.Json(Refusal, 429));
        await using var second = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["openai"].Plain));
        var tracker = new RecordingTracker();
        var client = Tracked(tracker, ("anthropic", first), ("openai", second));

        using (TrackingScope.Begin(project: "proj_1", agent: "planner", task: "t1", operation: "analyze_task"))
            await client.CompleteAsync(Request);

        Assert.Equal(2, tracker.Records.Count);
        var (failed, answered) = (tracker.Records[0], tracker.Records[1]);
        Assert.Equal(("anthropic", "first-choice", CallOutcome.Failed, UsageCompleteness.Missing),
            (failed.Provider, failed.RequestModel, failed.Outcome, failed.Completeness));
        Assert.True(failed.Usage.IsUnknown);
        Assert.Equal(("openai", "gpt-5-mini-2025-08-07", CallOutcome.Succeeded, UsageCompleteness.Complete),
            (answered.Provider, answered.ResponseModel, answered.Outcome, answered.Completeness));
        Assert.Equal((12L, 5L), (answered.Usage.InputTokens, answered.Usage.OutputTokens));
        Assert.All(tracker.Records, record => Assert.Equal(
            ("proj_1", "planner", "t1", "analyze_task"), (record.Project, record.Agent, record.Task, record.Operation)));
        Assert.Equal(2, tracker.Records.Select(record => record.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_attempt_that_fails_names_the_model_that_would_have_answered()
    {
        await using var first = await LoopbackServer.StartAsync(Reply.Json(Refusal, 429));
        await using var second = await LoopbackServer.StartAsync(Reply.Json(Refusal, 500));
        var tracker = new RecordingTracker();
        var client = Tracked(tracker, ("anthropic", first), ("openai", second));

        await Assert.ThrowsAsync<LlmProviderException>(() => client.CompleteAsync(new LlmRequest { Prompt = "Hi" }));

        Assert.Equal(
            [("anthropic", "claude-haiku-4-5", "429"), ("openai", "gpt-5-mini", "500")],
            tracker.Records.Select(record => (record.Provider!, record.RequestModel!, record.ErrorType!)));
    }

    [Fact]
    public async Task Each_retry_leaves_a_record_of_its_own()
    {
        await using var server = await LoopbackServer.StartAsync(
            Reply.Json(Refusal, 500), Reply.Json(Refusal, 500), Reply.Json(Flavour.All["openai"].Plain));
        var tracker = new RecordingTracker();
        var client = LlmFactory.Create(
            [Flavour.All["openai"].Create(server.Url, null)], tracker: tracker,
            options: new LlmAbstractionOptions { RetriesPerProvider = 2, RetryDelay = TimeSpan.Zero });

        await client.CompleteAsync(Request);

        Assert.Equal([CallOutcome.Failed, CallOutcome.Failed, CallOutcome.Succeeded], tracker.Records.Select(record => record.Outcome));
    }

    [Fact]
    public async Task A_stream_leaves_one_record_with_its_last_usage()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream("text/event-stream", Flavour.All["anthropic"].Pieces));
        var tracker = new RecordingTracker();

        await Streams.ReadAsync(Tracked(tracker, ("anthropic", server)).StreamAsync(Request));

        var record = Assert.Single(tracker.Records);
        Assert.Equal(
            (17L, CallOutcome.Succeeded, UsageCompleteness.Complete), (record.Usage.TotalTokens, record.Outcome, record.Completeness));
        Assert.NotNull(record.TimeToFirstToken);
    }

    [Fact]
    public async Task A_stream_that_fails_inside_keeps_what_arrived()
    {
        var anthropic = Flavour.All["anthropic"];
        await using var server = await LoopbackServer.StartAsync(
            Reply.Stream(anthropic.StreamType, [.. anthropic.Pieces[..3], anthropic.StreamError]));
        var tracker = new RecordingTracker();

        await Streams.ReadAsync(Tracked(tracker, ("anthropic", server)).StreamAsync(Request));

        var record = Assert.Single(tracker.Records);
        Assert.Equal((12L, CallOutcome.Failed, UsageCompleteness.Partial), (record.Usage.InputTokens, record.Outcome, record.Completeness));
    }

    [Fact]
    public async Task A_stream_that_is_left_is_abandoned()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream("text/event-stream", Flavour.All["openai"].Pieces));
        var tracker = new RecordingTracker();

        await foreach (var _ in Tracked(tracker, ("openai", server)).StreamAsync(Request))
            break;

        var record = Assert.Single(tracker.Records);
        Assert.Equal((CallOutcome.Abandoned, UsageCompleteness.Missing), (record.Outcome, record.Completeness));
        Assert.True(record.Usage.IsUnknown);
    }

    [Fact]
    public async Task A_stream_that_is_never_read_leaves_no_record()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream("text/event-stream", Flavour.All["openai"].Pieces));
        var tracker = new RecordingTracker();

        _ = Tracked(tracker, ("openai", server)).StreamAsync(Request);

        Assert.Empty(tracker.Records);
    }

    [Fact]
    public async Task Tracked_twice_is_counted_once()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["openai"].Plain));
        var tracker = new RecordingTracker();
        var inner = Tracked(tracker, ("openai", server));
        var outer = LlmFactory.Create([inner], tracker: tracker);
        ((ITrackingTarget)outer).UseTracker(tracker);

        await outer.CompleteAsync(Request);

        Assert.Single(tracker.Records);
        Assert.True(((ITrackingTarget)outer).TracksUsage);
    }

    [Fact]
    public async Task The_factory_leaves_tracking_out_where_it_is_told_to()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["openai"].Plain));
        var tracker = new RecordingTracker();
        var client = LlmFactory.Create([Flavour.All["openai"].Create(server.Url, null)], trackTokens: false, tracker);

        var result = await client.CompleteAsync(Request);

        Assert.Equal("Hello world", result.Text);
        Assert.Empty(tracker.Records);
        Assert.False(Assert.IsType<LlmAbstraction>(client).TracksUsage);
    }

    [Fact]
    public void The_factory_tracks_the_providers_of_the_environment()
        => Assert.True(Assert.IsType<LlmAbstraction>(LlmFactory.Create(tracker: new RecordingTracker())).TracksUsage);

    private static ILlmProvider Tracked(ITokenTracker tracker, params (string Flavour, LoopbackServer Server)[] providers)
        => LlmFactory.Create(providers.Select(one => Flavour.All[one.Flavour].Create(one.Server.Url, null)), tracker: tracker);
}
