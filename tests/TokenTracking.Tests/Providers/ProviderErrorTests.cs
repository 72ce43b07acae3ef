using TokenTracking.Providers;

namespace TokenTracking.Tests.Providers;

/// <summary>Answers with an error status: what the exception says, and what it never says.</summary>
public sealed class ProviderErrorTests
{
    private static readonly LlmRequest Request = new() { Prompt = "Say hello." };

    public static TheoryData<string> Flavours => Flavour.Names;

    [Theory]
    [InlineData(400, LlmFailure.Request, "Correct the request")]
    [InlineData(401, LlmFailure.Configuration, "Set ANTHROPIC_API_KEY or AnthropicOptions.ApiKey to a valid key")]
    [InlineData(403, LlmFailure.Configuration, "access to this model, or choose another model")]
    [InlineData(404, LlmFailure.Configuration, "Check the model's name and the address")]
    [InlineData(413, LlmFailure.Request, "Correct the request")]
    [InlineData(429, LlmFailure.RateLimited, "try again later, or raise the limit")]
    [InlineData(500, LlmFailure.Server, "has an error or is overloaded")]
    [InlineData(529, LlmFailure.Server, "has an error or is overloaded")]
    public async Task A_status_comes_with_the_providers_words_and_the_way_out(int status, LlmFailure kind, string wayOut)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(
            """{"type":"error","error":{"type":"some_error","message":"What the provider says"},"request_id":"req_1"}""", status));

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Flavour.All["anthropic"].Create(server.Url, null).CompleteAsync(Request));

        Assert.StartsWith($"anthropic answered {status} (some_error): What the provider says. ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(wayOut, failure.Message, StringComparison.Ordinal);
        Assert.Equal((status, kind, "some_error", "anthropic"), (failure.Status, failure.Failure, failure.ErrorCode, failure.Provider));
    }

    [Theory]
    [InlineData("openai", """{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}""",
        "openai answered 429 (rate_limit_exceeded): Rate limit reached. The rate limit is reached: try again in 7 s, or raise the limit.")]
    [InlineData("ollama-chat", """{"error":"model is busy"}""",
        "ollama answered 429: model is busy. The rate limit is reached: try again in 7 s, or raise the limit.")]
    [InlineData("local-openai", """[{"error":{"code":429,"message":"Busy.","status":"RESOURCE_EXHAUSTED"}}]""",
        "ollama answered 429 (RESOURCE_EXHAUSTED): Busy. The rate limit is reached: try again in 7 s, or raise the limit.")]
    [InlineData("openai", "not JSON", "openai answered 429. The rate limit is reached: try again in 7 s, or raise the limit.")]
    [InlineData("openai", "", "openai answered 429. The rate limit is reached: try again in 7 s, or raise the limit.")]
    public async Task A_rate_limit_says_when_to_try_again(string name, string body, string message)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(body, 429, ("Retry-After", "7")));

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Flavour.All[name].Create(server.Url, null).CompleteAsync(Request));

        Assert.Equal(message, failure.Message);
        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
    }

    [Fact]
    public async Task A_date_to_try_again_at_is_taken_from_now()
    {
        var clock = new Testing.ManualTimeProvider();
        await using var server = await LoopbackServer.StartAsync(
            Reply.Json("{}", 503, ("Retry-After", clock.GetUtcNow().AddSeconds(90).ToString("R", null))));

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Flavour.All["openai"].Create(server.Url, clock).CompleteAsync(Request));

        Assert.Equal(TimeSpan.FromSeconds(90), failure.RetryAfter);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task The_key_is_in_no_message_even_where_the_provider_repeats_it(string name)
    {
        var flavour = Flavour.All[name];
        var body = $$$"""
            {"error":{"message":"Incorrect API key provided: {{{Flavour.Key}}}","type":"invalid_request_error","code":"invalid_api_key"}}
            """;
        await using var server = await LoopbackServer.StartAsync(Reply.Json(body, 401), Reply.Json(body, 200));
        var provider = flavour.Create(server.Url, null);

        var byStatus = await Assert.ThrowsAsync<LlmProviderException>(() => provider.CompleteAsync(Request));
        var byBody = await Assert.ThrowsAsync<LlmProviderException>(() => provider.CompleteAsync(Request));

        Assert.Contains("Incorrect API key provided: [key]", byStatus.Message, StringComparison.Ordinal);
        Assert.Contains("Incorrect API key provided: [key]", byBody.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Flavour.Key, byStatus.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Flavour.Key, byBody.ToString(), StringComparison.Ordinal);
        // It did go where it belongs.
        Assert.Contains(server.Requests[0].Headers.Values, value => value.Contains(Flavour.Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Authorization: x\r\nInjected: 1")]
    [InlineData("schlüssel")]
    [InlineData("two words")]
    public async Task A_key_that_cannot_be_sent_is_not_sent_and_not_shown(string key)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json("{}"));
        var provider = new AnthropicProvider(new AnthropicOptions { ApiKey = key, BaseUrl = server.Url });

        var failure = await Assert.ThrowsAsync<LlmProviderException>(() => provider.CompleteAsync(Request));

        Assert.Equal(LlmFailure.Configuration, failure.Failure);
        Assert.DoesNotContain(key, failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_page_of_a_proxy_is_not_repeated(string name)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Html(502));

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Flavour.All[name].Create(server.Url, null).CompleteAsync(Request));

        Assert.Equal(502, failure.Status);
        Assert.DoesNotContain("html", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_redirect_is_not_followed_with_the_key(string name)
    {
        await using var elsewhere = await LoopbackServer.StartAsync(Reply.Json("{}"));
        await using var server = await LoopbackServer.StartAsync(Reply.Json("{}", 307, ("Location", elsewhere.Url.AbsoluteUri)));

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Flavour.All[name].Create(server.Url, null).CompleteAsync(Request));

        Assert.Equal((307, LlmFailure.Configuration), (failure.Status, failure.Failure));
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_stream_that_is_refused_throws_at_its_first_piece(string name)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json("""{"error":{"message":"No"}}""", 500));

        var (updates, exception) = await Streams.ReadAsync(Flavour.All[name].Create(server.Url, null).StreamAsync(Request));

        Assert.Empty(updates);
        Assert.Equal(500, Assert.IsType<LlmProviderException>(exception).Status);
    }
}
