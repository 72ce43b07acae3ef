using TokenTracking.Providers;

namespace TokenTracking.Tests.Providers;

/// <summary>What every provider does, whatever interface it speaks.</summary>
public sealed class ProviderTests
{
    public static TheoryData<string> Flavours => Flavour.Names;

    private static readonly LlmRequest Request = new()
        { System = "Be brief.", Prompt = "Say hello.", MaxOutputTokens = 100, Temperature = 0.5 };

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_plain_call_returns_the_text_and_all_that_was_reported(string name)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(Reply.Json(flavour.Plain));

        var result = await flavour.Create(server.Url, null).CompleteAsync(Request);

        Assert.Equal("Hello world", result.Text);
        Assert.Equal(12, result.Usage.InputTokens);
        Assert.Equal(5, result.Usage.OutputTokens);
        Assert.Equal(UsageCompleteness.Complete, result.Completeness);
        Assert.Null(result.RawUsage);
        Assert.Equal(flavour.Provider, result.Provider);
        Assert.Contains(result.Model!, flavour.Plain, StringComparison.Ordinal);
        Assert.Equal(name == "anthropic" ? "end_turn" : "stop", result.StopReason);
        Assert.Equal(flavour.Path, server.Request.Path);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_stream_hands_out_the_text_piece_by_piece_and_the_whole_usage_at_its_end(string name)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(Reply.Stream(flavour.StreamType, flavour.Pieces));

        var (updates, exception) = await Streams.ReadAsync(flavour.Create(server.Url, null).StreamAsync(Request));

        Assert.Null(exception);
        Assert.Equal(["Hello", " world"], updates.Where(u => u.Text.Length > 0).Select(u => u.Text));
        var last = updates.Last(u => !u.Usage.IsUnknown);
        Assert.Equal(12, last.Usage.InputTokens);
        Assert.Equal(5, last.Usage.OutputTokens);
        Assert.Equal(UsageCompleteness.Complete, last.Completeness);
        Assert.Null(last.RawUsage);
        Assert.Equal(name == "anthropic" ? "end_turn" : "stop", updates[^1].StopReason);
        Assert.All(updates, update => Assert.Equal(flavour.Provider, update.Provider));
        Assert.All(updates, update => Assert.NotNull(update.Model));
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_stream_whose_last_event_has_no_line_end_is_read_whole(string name)
    {
        var flavour = Flavour.All[name];
        var pieces = flavour.Pieces.Where(
            p => !p.Contains("[DONE]", StringComparison.Ordinal) && !p.Contains("message_stop", StringComparison.Ordinal)).ToArray();
        pieces[^1] = pieces[^1].TrimEnd();
        await using var server = await LoopbackServer.StartAsync(Reply.Stream(flavour.StreamType, pieces));

        var (updates, exception) = await Streams.ReadAsync(flavour.Create(server.Url, null).StreamAsync(Request));

        Assert.Null(exception);
        Assert.Equal(17L, updates[^1].Usage.TotalTokens);
        // The streams of OpenAI and Anthropic end with their mark. Local servers end with the reason and the usage.
        var isCut = name is "anthropic" or "openai";
        Assert.Equal(isCut ? UsageCompleteness.Partial : UsageCompleteness.Complete, updates[^1].Completeness);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_stream_hands_out_a_piece_before_the_next_one_is_sent(string name)
    {
        var flavour = Flavour.All[name];
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var upToHello = Array.FindIndex(flavour.Pieces, piece => piece.Contains("Hello", StringComparison.Ordinal)) + 1;
        await using var server = await LoopbackServer.StartAsync(Reply.Silent(reached, flavour.StreamType, flavour.Pieces[..upToHello]));

        await foreach (var update in flavour.Create(server.Url, null).StreamAsync(Request))
        {
            if (update.Text == "Hello")
                return; // the server has sent no more, and never will
        }

        Assert.Fail("The stream ended without its first piece.");
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task An_error_inside_a_stream_throws_after_what_arrived(string name)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(
            Reply.Stream(flavour.StreamType,
                [.. flavour.Pieces.TakeWhile(p => !p.Contains(" world", StringComparison.Ordinal)), flavour.StreamError]));

        var (updates, exception) = await Streams.ReadAsync(flavour.Create(server.Url, null).StreamAsync(Request));

        Assert.Equal(["Hello"], updates.Where(u => u.Text.Length > 0).Select(u => u.Text));
        var failure = Assert.IsType<LlmProviderException>(exception);
        Assert.Equal(LlmFailure.Server, failure.Failure);
        Assert.Equal(flavour.Provider, failure.Provider);
        Assert.StartsWith($"{flavour.Provider} reported an error inside its answer", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_stream_whose_connection_breaks_throws_after_what_arrived(string name)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(
            Reply.Cut(flavour.StreamType, [.. flavour.Pieces.TakeWhile(p => !p.Contains(" world", StringComparison.Ordinal))]));

        var (_, exception) = await Streams.ReadAsync(flavour.Create(server.Url, null).StreamAsync(Request));

        var failure = Assert.IsType<LlmProviderException>(exception);
        Assert.Equal(LlmFailure.Transport, failure.Failure);
        Assert.Contains(flavour.Provider, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_stream_that_ends_in_good_order_but_unfinished_throws(string name)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(
            Reply.Stream(flavour.StreamType, [.. flavour.Pieces.TakeWhile(p => !p.Contains(" world", StringComparison.Ordinal))]));

        var (updates, exception) = await Streams.ReadAsync(flavour.Create(server.Url, null).StreamAsync(Request));

        Assert.Equal("Hello", string.Concat(updates.Select(u => u.Text)));
        var failure = Assert.IsType<LlmProviderException>(exception);
        Assert.Equal(LlmFailure.Transport, failure.Failure);
        Assert.Contains("ended before", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_malformed_body_throws_and_says_where(string name)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(Reply.Json(flavour.Plain[..^20]));

        var failure = await Assert.ThrowsAsync<LlmProviderException>(() => flavour.Create(server.Url, null).CompleteAsync(Request));

        Assert.Equal(LlmFailure.Format, failure.Failure);
        Assert.Contains($"{flavour.Provider} answered with something that is not its format", failure.Message, StringComparison.Ordinal);
        Assert.Contains("byte", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task JSON_of_another_kind_throws_and_says_what_is_missing(string name)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(Reply.Json("""{"status":"ok"}"""));

        var failure = await Assert.ThrowsAsync<LlmProviderException>(() => flavour.Create(server.Url, null).CompleteAsync(Request));

        Assert.Equal(LlmFailure.Format, failure.Failure);
        Assert.Contains("it has n", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task Malformed_JSON_inside_a_stream_throws_after_what_arrived(string name)
    {
        var flavour = Flavour.All[name];
        var pieces = flavour.Pieces.TakeWhile(p => !p.Contains(" world", StringComparison.Ordinal)).Append("data: {\"broken\n\n");
        await using var server = await LoopbackServer.StartAsync(Reply.Stream(flavour.StreamType, [.. pieces]));

        var (updates, exception) = await Streams.ReadAsync(flavour.Create(server.Url, null).StreamAsync(Request));

        Assert.Equal("Hello", string.Concat(updates.Select(u => u.Text)));
        Assert.Equal(LlmFailure.Format, Assert.IsType<LlmProviderException>(exception).Failure);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_body_whose_connection_breaks_throws(string name)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(Reply.CutBody(flavour.Plain[..40]));

        var failure = await Assert.ThrowsAsync<LlmProviderException>(() => flavour.Create(server.Url, null).CompleteAsync(Request));

        Assert.Equal(LlmFailure.Transport, failure.Failure);
        Assert.Contains($"connection to {flavour.Provider}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_server_that_is_not_there_throws_and_says_where_it_was_looked_for(string name)
    {
        var flavour = Flavour.All[name];
        Uri gone;
        await using (var server = await LoopbackServer.StartAsync(Reply.Json("{}")))
            gone = server.Url;

        var failure = await Assert.ThrowsAsync<LlmProviderException>(() => flavour.Create(gone, null).CompleteAsync(Request));

        Assert.Equal(LlmFailure.Transport, failure.Failure);
        Assert.Null(failure.Status);
        Assert.Contains(gone.Authority, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task An_answer_without_usage_keeps_its_text_and_says_that_usage_is_missing(string name)
    {
        var flavour = Flavour.All[name];
        var body = System.Text.RegularExpressions.Regex.Replace(flavour.Plain, "\"(usage|prompt_eval_count|eval_count)\"", "\"other\"");
        await using var server = await LoopbackServer.StartAsync(Reply.Json(body));

        var result = await flavour.Create(server.Url, null).CompleteAsync(Request);

        Assert.Equal("Hello world", result.Text);
        Assert.True(result.Usage.IsUnknown);
        Assert.Equal(UsageCompleteness.Missing, result.Completeness);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task Silence_ends_in_a_timeout(string name)
    {
        var flavour = Flavour.All[name];
        var clock = new Testing.ManualTimeProvider();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LoopbackServer.StartAsync(Reply.Silent(reached, "application/json"));

        var call = flavour.Create(server.Url, clock).CompleteAsync(Request);
        await reached.Task;
        clock.Advance(TimeSpan.FromMinutes(10));
        var failure = await Assert.ThrowsAsync<LlmProviderException>(() => call);

        Assert.Equal(LlmFailure.Transport, failure.Failure);
        Assert.Contains("did not answer in time (600 s", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task The_callers_cancellation_stays_a_cancellation(string name)
    {
        var flavour = Flavour.All[name];
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LoopbackServer.StartAsync(Reply.Silent(reached, "application/json"));
        using var cancellation = new CancellationTokenSource();

        var call = flavour.Create(server.Url, null).CompleteAsync(Request, cancellation.Token);
        await reached.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_stream_that_is_never_read_makes_no_call(string name)
    {
        var flavour = Flavour.All[name];
        await using var server = await LoopbackServer.StartAsync(Reply.Stream(flavour.StreamType, flavour.Pieces));

        _ = flavour.Create(server.Url, null).StreamAsync(Request);

        Assert.Empty(server.Requests);
    }
}
