using TokenTracking.Providers;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Providers;

/// <summary>
/// Exactly one record for each attempt, with what it used, however it ends: by the decorator alone and through the fallback.
/// </summary>
public sealed class AttemptTests
{
    private const string Overloaded = """{"type":"error","error":{"type":"overloaded_error","message":"No"}}""";

    private const string OverloadedWithUsage =
        """{"type":"error","error":{"type":"overloaded_error","message":"No"},"usage":{"input_tokens":12,"output_tokens":3}}""";

    private static readonly LlmRequest Request = new() { Prompt = "Say hello.", Model = "first-choice" };
    private readonly RecordingTracker _tracker = new();

    public static TheoryData<string, bool> Ways
    {
        get
        {
            var ways = new TheoryData<string, bool>();
            foreach (var name in Flavour.All.Keys)
            {
                ways.Add(name, true);
                ways.Add(name, false);
            }

            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_finished_stream_is_one_success(string name, bool byFallback)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream(Flavour.All[name].StreamType, Flavour.All[name].Pieces));

        var (_, exception) = await Streams.ReadAsync(Client(name, server, byFallback).StreamAsync(Request));

        Assert.Null(exception);
        AssertOnly(CallOutcome.Succeeded, UsageCompleteness.Complete, 17, null);
        Assert.Null(_tracker.Records[0].RawUsage);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_stream_that_is_left_is_one_abandoned_call(string name, bool byFallback)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream(Flavour.All[name].StreamType, Flavour.All[name].Pieces));

        await foreach (var update in Client(name, server, byFallback).StreamAsync(Request))
        {
            if (update.Text == "Hello")
                break;
        }

        AssertArrivedBeforeTheEnd(name, CallOutcome.Abandoned, null);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_error_inside_a_stream_of_status_200_is_one_failure_with_what_arrived(string name, bool byFallback)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(
            Reply.Stream(flavour.StreamType,
                [.. flavour.Pieces.TakeWhile(p => !p.Contains(" world", StringComparison.Ordinal)), flavour.StreamError]));

        var (_, exception) = await Streams.ReadAsync(Client(name, server, byFallback).StreamAsync(Request));

        Assert.IsType<LlmProviderException>(exception);
        var error = name switch
        {
            "anthropic" => "overloaded_error",
            "openai" or "local-openai" => "server_error",
            _ => nameof(LlmProviderException),
        };
        AssertArrivedBeforeTheEnd(name, CallOutcome.Failed, error);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_stream_that_is_cut_is_one_failure_with_what_arrived(string name, bool byFallback)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(
            Reply.Stream(flavour.StreamType, [.. flavour.Pieces.TakeWhile(p => !p.Contains(" world", StringComparison.Ordinal))]));

        await Streams.ReadAsync(Client(name, server, byFallback).StreamAsync(Request));

        AssertArrivedBeforeTheEnd(name, CallOutcome.Failed, nameof(LlmProviderException));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_stream_that_is_cancelled_is_one_cancelled_call(string name, bool byFallback)
    {
        var flavour = Flavour.All[name];
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LoopbackServer.StartAsync(
            Reply.Silent(reached, flavour.StreamType, [.. flavour.Pieces.TakeWhile(p => !p.Contains(" world", StringComparison.Ordinal))]));
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Client(name, server, byFallback).StreamAsync(Request, cancellation.Token))
            {
                if (update.Text == "Hello")
                    await cancellation.CancelAsync();
            }
        });

        var record = Assert.Single(_tracker.Records);
        AssertArrivedBeforeTheEnd(name, CallOutcome.Cancelled, record.ErrorType);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_stream_that_is_enumerated_twice_is_two_calls_and_never_is_none(string name, bool byFallback)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream(Flavour.All[name].StreamType, Flavour.All[name].Pieces));
        var stream = Client(name, server, byFallback).StreamAsync(Request);
        Assert.Empty(_tracker.Records);

        await Streams.ReadAsync(stream);
        await Streams.ReadAsync(stream);

        Assert.Equal([17L, 17L], _tracker.Records.Select(static record => record.Usage.TotalTokens!.Value));
        Assert.Equal(2, _tracker.Records.Select(static record => record.Id).Distinct().Count());
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_cancelled_call_is_one_cancelled_record(string name, bool byFallback)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LoopbackServer.StartAsync(Reply.Silent(reached, "application/json"));
        using var cancellation = new CancellationTokenSource();

        var call = Client(name, server, byFallback).CompleteAsync(Request, cancellation.Token);
        await reached.Task;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        var record = Assert.Single(_tracker.Records);
        Assert.Equal((CallOutcome.Cancelled, UsageCompleteness.Missing), (record.Outcome, record.Completeness));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_errors_body_says_was_used_is_recorded(bool byFallback)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(OverloadedWithUsage, 529));

        var exception = await Assert.ThrowsAsync<LlmProviderException>(
            () => Client("anthropic", server, byFallback).CompleteAsync(Request));

        Assert.Equal(15, exception.Usage.TotalTokens);
        AssertOnly(CallOutcome.Failed, UsageCompleteness.Complete, 15, "529");
    }

    [Fact]
    public async Task Retries_and_the_fallback_of_a_stream_are_a_record_each()
    {
        var anthropic = Flavour.All["anthropic"];
        await using var first = await LoopbackServer.StartAsync(Reply.Json(Overloaded, 529), Reply.Json(Overloaded, 500));
        await using var second = await LoopbackServer.StartAsync(Reply.Stream("text/event-stream", Flavour.All["openai"].Pieces));
        var client = LlmFactory.Create(
            [anthropic.Create(first.Url, null), Flavour.All["openai"].Create(second.Url, null)], tracker: _tracker,
            options: new LlmAbstractionOptions { RetriesPerProvider = 1, RetryDelay = TimeSpan.Zero });

        await Streams.ReadAsync(client.StreamAsync(Request));

        Assert.Equal(
            [
                ("anthropic", CallOutcome.Failed, "529", UsageCompleteness.Missing),
                ("anthropic", CallOutcome.Failed, "500", UsageCompleteness.Missing),
                ("openai", CallOutcome.Succeeded, null, UsageCompleteness.Complete),
            ],
            _tracker.Records.Select(static record => (record.Provider!, record.Outcome, record.ErrorType, record.Completeness)));
    }

    [Fact]
    public async Task The_steps_of_a_call_reach_its_record()
    {
        const string Body =
            """{"id":"msg_1","type":"message","model":"claude-haiku-4-5","content":["""
            + """{"type":"text","text":"Hi"}],"stop_reason":"end_turn","usage":{"input_tokens":162,"output_tokens":11,"iterations":["""
            + """{"type":"compaction","input_tokens":99195,"output_tokens":81},"""
            + """{"type":"message","input_tokens":162,"output_tokens":11}]}}""";
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Body));

        await Client("anthropic", server, byFallback: false).CompleteAsync(Request);

        AssertOnly(CallOutcome.Succeeded, UsageCompleteness.Complete, 99449, null);
        Assert.Equal(["compaction", "message"], _tracker.Records[0].Parts!.Select(static part => part.Kind));
    }

    private ILlmProvider Client(string name, LoopbackServer server, bool byFallback)
    {
        var provider = Flavour.All[name].Create(server.Url, null);
        return byFallback ? LlmFactory.Create([provider], tracker: _tracker) : provider.WithTokenTracking(_tracker);
    }

    // Anthropic says at the start what went in; the others say nothing before the end, and nothing is not zero.
    private void AssertArrivedBeforeTheEnd(string name, CallOutcome outcome, string? error)
        => AssertOnly(
            outcome, name == "anthropic" ? UsageCompleteness.Partial : UsageCompleteness.Missing, name == "anthropic" ? 12 : null, error);

    private void AssertOnly(CallOutcome outcome, UsageCompleteness completeness, long? tokens, string? error)
    {
        var record = Assert.Single(_tracker.Records);
        Assert.Equal(
            (outcome, completeness, tokens, error), (record.Outcome, record.Completeness, record.Usage.TotalTokens, record.ErrorType));
    }
}
