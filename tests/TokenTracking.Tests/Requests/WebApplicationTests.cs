using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TokenTracking.Storage;
using TokenTracking.Tests.Loopback;

namespace TokenTracking.Tests.Requests;

/// <summary>A web application on Kestrel that sends requests in every way, in random mixtures: what was counted is what the LLM's ledger
/// and the store say.</summary>
public sealed class WebApplicationTests
{
    private static readonly string[] Ways =
        ["plain", "own", "keyed", "busy-decorated", "busy", "stream", "stream-left", "silent", "unreleased", "elsewhere"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Coverage_is_the_records_in_the_store_of_the_requests_in_the_ledger(int seed)
    {
        await using var llm = await BillingServer.StartAsync();
        var store = new InMemoryUsageStore();
        var random = new Random(seed);
        string[] asked = [.. Ways, .. Enumerable.Range(0, 20).Select(_ => Ways[random.Next(Ways.Length)])];
        var unreleased = new List<HttpResponseMessage>();
        await using (var app = await StartAsync(llm, store, unreleased))
        {
            using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            await Task.WhenAll(asked.Select(async (way, index) =>
                Assert.Equal("done", await browser.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"/ask/{way}/{index}")))));
            await app.StopAsync();
        }

        var run = Assert.Single(await store.ReadRequestsAsync());
        var billed = run.Counts.Where(static count => count.IsKnownToBill).ToList();
        var repeated = asked.Count(static way => way == "busy-decorated");
        var missing = asked.Count(static way => way == "unreleased");
        Assert.Equal(llm.Ledger.Count, billed.Sum(static count => count.Sent));
        Assert.Equal(store.Records.Count, billed.Sum(static count => count.Recorded));
        Assert.Equal((repeated, missing), (billed.Sum(static count => count.Repeated), billed.Sum(run.MissingOf)));
        Assert.Equal(llm.Ledger.Count, store.Records.Count + repeated + missing);
        Assert.Equal(
            ["gateway", "own", "plain", "resilient"],
            billed.Select(static count => count.Client).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(missing, billed.Where(static count => count.Client == "plain").Sum(run.MissingOf));
        Assert.All(unreleased, static response => response.Dispose());
    }

    private static async Task<WebApplication> StartAsync(BillingServer llm, IUsageStore store, List<HttpResponseMessage> unreleased)
    {
        var builder = LoopbackApp.CreateBuilder();
        var services = builder.Services;
        services.ConfigureHttpClientDefaults(client => client.ConfigureHttpClient(http => http.BaseAddress = llm.Url));
        services.AddHttpClient("plain");
        services.AddHttpClient("resilient").AddHttpMessageHandler(static () => new RepeatsRefused());
        services.AddTokenTracking(tracking => tracking.UseStore(store).TrackHttpClients());
        services.AddHttpClient("own").AddHttpMessageHandler<TokenTrackingHandler>();
        services.AddHttpClient("gateway");
        foreach (var name in (string[])["gateway", "resilient"])
        {
            services.AddKeyedSingleton<IChatGateway>(
                name, static (provider, key) => new ChatGateway(provider.GetRequiredService<IHttpClientFactory>(), (string)key!));
        }

        services.TrackAiProviders();
        var app = builder.Build();
        app.MapGet("/ask/{way}/{index}", (string way, int index, IHttpClientFactory factory, IServiceProvider provider)
            => AskAsync(way, $"{way} {index}", factory, provider, llm, unreleased));
        await app.StartAsync();
        return app;
    }

    private static async Task<string> AskAsync(
        string way, string prompt, IHttpClientFactory factory, IServiceProvider provider, BillingServer llm,
        List<HttpResponseMessage> unreleased)
    {
        var plain = factory.CreateClient("plain");
        switch (way)
        {
            case "own" or "busy":
                (await ChatGateway.PostAsync(factory.CreateClient(way == "own" ? "own" : "resilient"), prompt, default)).Dispose();
                break;
            case "keyed" or "busy-decorated":
                await provider.GetRequiredKeyedService<IChatGateway>(way == "keyed" ? "gateway" : "resilient").AskAsync(prompt);
                break;
            case "stream-left" or "unreleased":
                var response = await plain.SendAsync(ChatGateway.Request(prompt), HttpCompletionOption.ResponseHeadersRead);
                if (way == "stream-left")
                    response.Dispose();
                else
                    Keep(response, unreleased);
                break;
            case "silent":
                using (var cancel = new CancellationTokenSource())
                {
                    var call = ChatGateway.PostAsync(plain, prompt, cancel.Token);
                    await llm.ArrivalOf(prompt);
                    await cancel.CancelAsync();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
                }

                break;
            case "elsewhere":
                Assert.Equal("sunny", await plain.GetStringAsync(new Uri("/weather", UriKind.Relative)));
                break;
            default:
                (await ChatGateway.PostAsync(plain, prompt, default)).Dispose();
                break;
        }

        return "done";
    }

    private static void Keep(HttpResponseMessage response, List<HttpResponseMessage> unreleased)
    {
        lock (unreleased)
            unreleased.Add(response);
    }

    private sealed class RepeatsRefused : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if ((int)response.StatusCode < 500)
                return response;
            response.Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>A tracked interface over a client of the factory.</summary>
[TrackAiUsage]
public interface IChatGateway
{
    Task<LlmResult> AskAsync(string prompt, CancellationToken cancellationToken = default);
}

internal sealed class ChatGateway(IHttpClientFactory factory, string client) : IChatGateway
{
    public async Task<LlmResult> AskAsync(string prompt, CancellationToken cancellationToken = default)
    {
        using var response = await PostAsync(factory.CreateClient(client), prompt, cancellationToken);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        var answer = body.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content");
        return new LlmResult { Text = answer.GetString()! };
    }

    public static HttpRequestMessage Request(string prompt) => new(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative))
    {
        Content = new StringContent($$"""{"model":"gpt-5","messages":[{"role":"user","content":"{{prompt}}"}]}"""),
    };

    public static Task<HttpResponseMessage> PostAsync(HttpClient http, string prompt, CancellationToken cancellationToken)
        => http.SendAsync(Request(prompt), cancellationToken);
}
