using System.Net;
using TokenTracking.Providers;

namespace TokenTracking.Tests.Providers;

/// <summary>Clients of the caller that send a request on to another address: a key that may have gone there is said.</summary>
public sealed class RedirectedKeyTests
{
    private static readonly LlmRequest Request = new() { Prompt = "Say hello." };

    public static TheoryData<string> Flavours => Flavour.Names;

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task An_answer_from_another_origin_is_a_failure_that_names_both_and_the_way_out(string name)
    {
        await using var elsewhere = await LoopbackServer.StartAsync(Reply.Json(Flavour.All[name].Plain));
        await using var server = await LoopbackServer.StartAsync(RedirectTo(elsewhere.Url));
        using var http = new HttpClient();

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Flavour.All[name].CreateOver(server.Url, null, http).CompleteAsync(Request));

        Assert.Equal((LlmFailure.Configuration, 200), (failure.Failure, failure.Status));
        Assert.Equal(Flavour.All[name].Provider, failure.Provider);
        Assert.StartsWith(
            $"A request to {failure.Provider} at {Origin(server.Url)} was answered by {Origin(elsewhere.Url)} (status 200)",
            failure.Message, StringComparison.Ordinal);
        Assert.Contains("AllowAutoRedirect = false", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Options.BaseUrl", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Flavour.Key, failure.ToString(), StringComparison.Ordinal);
        Assert.True(failure.Usage.IsUnknown);
        Assert.Single(elsewhere.Requests);
    }

    [Fact]
    public async Task The_key_that_the_failure_warns_of_did_go_along()
    {
        await using var elsewhere = await LoopbackServer.StartAsync(Reply.Json("{}"));
        await using var server = await LoopbackServer.StartAsync(RedirectTo(elsewhere.Url));
        using var http = new HttpClient();

        await Assert.ThrowsAsync<LlmProviderException>(
            () => Flavour.All["anthropic"].CreateOver(server.Url, null, http).CompleteAsync(Request));

        Assert.Equal(Flavour.Key, elsewhere.Request.Headers["x-api-key"]);
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_stream_from_another_origin_yields_nothing(string name)
    {
        var flavour = Flavour.All[name];
        await using var elsewhere = await LoopbackServer.StartAsync(Reply.Stream(flavour.StreamType, flavour.Pieces));
        await using var server = await LoopbackServer.StartAsync(RedirectTo(elsewhere.Url));
        using var http = new HttpClient();

        var (updates, exception) = await Streams.ReadAsync(flavour.CreateOver(server.Url, null, http).StreamAsync(Request));

        Assert.Empty(updates);
        Assert.Equal(LlmFailure.Configuration, Assert.IsType<LlmProviderException>(exception).Failure);
    }

    [Fact]
    public async Task Another_name_of_the_host_is_another_origin()
    {
        await using var elsewhere = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["anthropic"].Plain));
        await using var server = await LoopbackServer.StartAsync(RedirectTo(new Uri($"http://localhost:{elsewhere.Url.Port}")));
        using var http = new HttpClient();

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Flavour.All["anthropic"].CreateOver(server.Url, null, http).CompleteAsync(Request));

        Assert.Contains($"answered by http://localhost:{elsewhere.Url.Port} ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task What_another_origin_refuses_is_not_the_providers_word(int status)
    {
        await using var elsewhere = await LoopbackServer.StartAsync(Reply.Json("""{"error":{"message":"Hand it over"}}""", status));
        await using var server = await LoopbackServer.StartAsync(RedirectTo(elsewhere.Url));
        using var http = new HttpClient();

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Flavour.All["openai"].CreateOver(server.Url, null, http).CompleteAsync(Request));

        Assert.Equal((LlmFailure.Configuration, status), (failure.Failure, failure.Status));
        Assert.Contains(Origin(elsewhere.Url), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Hand it over", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_origin_that_breaks_off_is_not_a_failure_of_the_transport_to_be_retried()
    {
        await using var elsewhere = await LoopbackServer.StartAsync(new Reply(static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        }));
        await using var server = await LoopbackServer.StartAsync(RedirectTo(elsewhere.Url));
        using var http = new HttpClient();

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Flavour.All["anthropic"].CreateOver(server.Url, null, http).CompleteAsync(Request));

        Assert.Equal((LlmFailure.Configuration, null), (failure.Failure, failure.Status));
        Assert.Contains($"sent on to {Origin(elsewhere.Url)}, which did not answer", failure.Message, StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("ollama-chat")]
    public async Task A_redirect_within_the_origin_is_followed_as_the_client_does(string name)
    {
        await using var server = await LoopbackServer.StartAsync(
            Reply.Json("{}", 307, ("Location", "/moved")), Reply.Json(Flavour.All[name].Plain));
        using var http = new HttpClient();

        var result = await Flavour.All[name].CreateOver(server.Url, null, http).CompleteAsync(Request);

        Assert.Equal("Hello world", result.Text);
        Assert.Equal([Flavour.All[name].Path, "/moved"], server.Requests.Select(static request => request.Path));
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public async Task A_client_that_follows_no_redirects_sends_nothing_on(string name)
    {
        await using var elsewhere = await LoopbackServer.StartAsync(Reply.Json("{}"));
        await using var server = await LoopbackServer.StartAsync(RedirectTo(elsewhere.Url));
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        var failure = await Assert.ThrowsAsync<LlmProviderException>(
            () => Flavour.All[name].CreateOver(server.Url, null, http).CompleteAsync(Request));

        Assert.Equal((LlmFailure.Configuration, 307), (failure.Failure, failure.Status));
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_may_send_to_another_address_if_it_puts_the_first_one_back(bool restores)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Flavour.All["anthropic"].Plain));
        using var http = new HttpClient(new Resolving(server.Url, restores) { InnerHandler = new HttpClientHandler() });
        var provider = Flavour.All["anthropic"].CreateOver(new Uri("http://llm.internal.example"), null, http);

        var exception = await Record.ExceptionAsync(() => provider.CompleteAsync(Request));

        Assert.Equal(restores ? null : LlmFailure.Configuration, (exception as LlmProviderException)?.Failure);
        Assert.Equal(restores, exception is null);
    }

    private static Reply RedirectTo(Uri address)
        => Reply.Json("{}", (int)HttpStatusCode.TemporaryRedirect, ("Location", new Uri(address, "/v1/messages?from=here").AbsoluteUri));

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private sealed class Resolving(Uri target, bool restores) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = request.RequestUri!;
            request.RequestUri = new Uri(target, asked.PathAndQuery);
            var response = await base.SendAsync(request, cancellationToken);
            if (restores)
                request.RequestUri = asked;
            return response;
        }
    }
}
