using TokenTracking.Providers;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Providers;

public sealed class LlmAbstractionTests
{
    private const string Refusal = """{"error":{"type":"some_error","message":"No"}}""";
    private static readonly LlmRequest Request = new() { Prompt = "Say hello.", Model = "first-choice" };

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(529)]
    public async Task A_provider_that_cannot_serve_is_followed_by_the_next(int status)
    {
        await using var first = await LoopbackServer.StartAsync(Reply.Json(Refusal, status));
        await using var second = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["openai"].Plain));

        var result = await Over(("anthropic", first), ("openai", second)).CompleteAsync(Request);

        Assert.Equal(("Hello world", "openai"), (result.Text, result.Provider));
        Assert.Contains("\"model\":\"first-choice\"", first.Request.Body, StringComparison.Ordinal);
        Assert.Contains("\"model\":\"gpt-5-mini\"", second.Request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task A_request_at_fault_goes_no_further(int status)
    {
        await using var first = await LoopbackServer.StartAsync(Reply.Json(Refusal, status));
        await using var second = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["openai"].Plain));

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Over(("anthropic", first), ("openai", second)).CompleteAsync(Request));

        Assert.Equal(status, failure.Status);
        Assert.StartsWith($"anthropic answered {status}", failure.Message, StringComparison.Ordinal);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task A_lost_connection_and_a_malformed_answer_are_followed_by_the_next()
    {
        await using var cut = await LoopbackServer.StartAsync(Reply.CutBody("{"));
        await using var malformed = await LoopbackServer.StartAsync(Reply.Json("<"));
        await using var good = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["ollama-chat"].Plain));

        var result = await Over(("anthropic", cut), ("openai", malformed), ("ollama-chat", good)).CompleteAsync(Request);

        Assert.Equal("ollama", result.Provider);
    }

    [Fact]
    public async Task Where_all_fail_each_attempt_is_named()
    {
        await using var first = await LoopbackServer.StartAsync(Reply.Json(Refusal, 429));
        await using var second = await LoopbackServer.StartAsync(Reply.Json(Refusal, 503));

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Over(("anthropic", first), ("openai", second)).CompleteAsync(Request));

        Assert.Matches(
            "^All 2 attempts failed: 1\\. anthropic: anthropic answered 429 .* \\| 2\\. openai: openai answered 503 ", failure.Message);
        Assert.Equal((503, LlmFailure.Server), (failure.Status, failure.Failure));
        Assert.Equal(2, Assert.IsType<AggregateException>(failure.InnerException).InnerExceptions.Count);
    }

    [Fact]
    public async Task Cancellation_is_not_followed_by_the_next()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = await LoopbackServer.StartAsync(Reply.Silent(reached, "application/json"));
        await using var second = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["openai"].Plain));
        using var cancellation = new CancellationTokenSource();

        var call = Over(("anthropic", first), ("openai", second)).CompleteAsync(Request, cancellation.Token);
        await reached.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task A_stream_falls_back_before_its_first_piece()
    {
        await using var first = await LoopbackServer.StartAsync(Reply.Json(Refusal, 529));
        await using var second = await LoopbackServer.StartAsync(Reply.Stream("text/event-stream", Flavour.All["openai"].Pieces));

        var (updates, exception) = await Streams.ReadAsync(Over(("anthropic", first), ("openai", second)).StreamAsync(Request));

        Assert.Null(exception);
        Assert.Equal("Hello world", string.Concat(updates.Select(u => u.Text)));
        Assert.All(updates, update => Assert.Equal("openai", update.Provider));
    }

    [Fact]
    public async Task A_stream_that_fails_after_its_first_piece_does_not_begin_again()
    {
        var anthropic = Flavour.All["anthropic"];
        await using var first = await LoopbackServer.StartAsync(
            Reply.Stream(anthropic.StreamType, [.. anthropic.Pieces[..3], anthropic.StreamError]));
        await using var second = await LoopbackServer.StartAsync(Reply.Stream("text/event-stream", Flavour.All["openai"].Pieces));

        var (updates, exception) = await Streams.ReadAsync(Over(("anthropic", first), ("openai", second)).StreamAsync(Request));

        Assert.Equal("Hello", string.Concat(updates.Select(u => u.Text)));
        Assert.IsType<LlmProviderException>(exception);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task A_retry_waits_as_long_as_the_provider_asks()
    {
        var clock = new WaitingClock();
        await using var server = await LoopbackServer.StartAsync(
            Reply.Json(Refusal, 429, ("Retry-After", "7")), Reply.Json(Flavour.All["openai"].Plain));
        var client = new LlmAbstraction(
            [Flavour.All["openai"].Create(server.Url, null)], new LlmAbstractionOptions { RetriesPerProvider = 1 }, clock);

        var call = client.CompleteAsync(Request);
        Assert.Equal(TimeSpan.FromSeconds(7), await clock.Waiting);
        Assert.Single(server.Requests);
        clock.Time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal("Hello world", (await call).Text);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_goes_to_the_next_provider_instead()
    {
        await using var first = await LoopbackServer.StartAsync(Reply.Json(Refusal, 429, ("Retry-After", "31")));
        await using var second = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["openai"].Plain));

        var result = await Over(new LlmAbstractionOptions { RetriesPerProvider = 3 }, ("anthropic", first), ("openai", second))
            .CompleteAsync(Request);

        Assert.Equal("openai", result.Provider);
        Assert.Single(first.Requests);
    }

    [Fact]
    public async Task A_refused_key_is_not_tried_again()
    {
        await using var first = await LoopbackServer.StartAsync(Reply.Json(Refusal, 401));

        await Assert.ThrowsAsync<LlmProviderException>(
            () => Over(new LlmAbstractionOptions { RetriesPerProvider = 3 }, ("anthropic", first)).CompleteAsync(Request));

        Assert.Single(first.Requests);
    }

    [Fact]
    public async Task The_model_is_kept_where_every_provider_has_it()
    {
        await using var first = await LoopbackServer.StartAsync(Reply.Json(Refusal, 500));
        await using var second = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["openai"].Plain));

        await Over(new LlmAbstractionOptions { KeepModelOnFallback = true }, ("openai", first), ("openai", second)).CompleteAsync(Request);

        Assert.Contains("\"model\":\"first-choice\"", second.Request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void No_provider_at_all_is_refused() => Assert.Throws<ArgumentException>(() => new LlmAbstraction([]));

    internal static LlmAbstraction Over(params (string Flavour, LoopbackServer Server)[] providers)
        => Over(new LlmAbstractionOptions(), providers);

    private static LlmAbstraction Over(LlmAbstractionOptions options, params (string Flavour, LoopbackServer Server)[] providers)
        => new(providers.Select(one => Flavour.All[one.Flavour].Create(one.Server.Url, null)), options);

    /// <summary>Says when a wait has begun, and for how long.</summary>
    private sealed class WaitingClock : TimeProvider
    {
        private readonly TaskCompletionSource<TimeSpan> _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualTimeProvider Time { get; } = new();

        public Task<TimeSpan> Waiting => _waiting.Task;

        public override DateTimeOffset GetUtcNow() => Time.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = Time.CreateTimer(callback, state, dueTime, period);
            _waiting.TrySetResult(dueTime);
            return timer;
        }
    }
}
