using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TokenTracking.Storage;
using TokenTracking.Tests.Wire;

namespace TokenTracking.Tests.Requests;

/// <summary>The handler under the clients of the HTTP client factory.</summary>
public sealed class TrackHttpClientsTests
{
    private static readonly Uri Chat = new("https://api.openai.com/v1/chat/completions");

    [Fact]
    public async Task Every_client_of_the_factory_is_tracked_under_its_name()
    {
        await using var provider = Services(static services =>
        {
            services.AddHttpClient("before");
            services.AddTokenTracking(static tracking => tracking.TrackHttpClients());
            services.AddHttpClient("after");
            services.AddHttpClient<TypedClient>();
        });

        await PostAsync(provider, "before");
        await PostAsync(provider, "after");
        await PostAsync(provider, "never configured");
        await PostAsync(provider, "");
        using (await provider.GetRequiredService<TypedClient>().Http.PostAsync(Chat, null))
        {
        }

        Assert.Equal(
            [null, "TypedClient", "after", "before", "never configured"],
            Counts(provider).Select(static count => count.Client).Order(StringComparer.Ordinal));
        Assert.All(Counts(provider), static count => Assert.Equal((1L, 1L), (count.Sent, count.Recorded)));
    }

    [Fact]
    public async Task A_client_that_has_the_handler_itself_is_tracked_once_in_every_order()
    {
        await using var provider = Services(static services =>
        {
            services.AddHttpClient("before").AddHttpMessageHandler<TokenTrackingHandler>();
            services.AddTokenTracking(static tracking => tracking.TrackHttpClients().TrackHttpClients());
            services.AddHttpClient("after").AddHttpMessageHandler<TokenTrackingHandler>();
            services.AddHttpClient("primary").ConfigurePrimaryHttpMessageHandler(static provider =>
                new TokenTrackingHandler(provider.GetRequiredService<ITokenTracker>(), new Answers()));
            services.ConfigureHttpClientDefaults(static client => client.AddHttpMessageHandler(static () => new Passing()));
        });

        foreach (var name in (string[])["before", "after", "primary"])
            await PostAsync(provider, name);

        Assert.Equal(3, await StoredAsync(provider));
        Assert.Equal(
            [("after", 1L, 1L), ("before", 1L, 1L), ("primary", 1L, 1L)],
            Counts(provider).OrderBy(static count => count.Client, StringComparer.Ordinal)
                .Select(static count => (count.Client, count.Sent, count.Recorded)));
    }

    [Fact]
    public async Task Without_the_option_only_clients_that_have_the_handler_are_tracked_and_named()
    {
        await using var provider = Services(static services =>
        {
            services.AddTokenTracking();
            services.AddHttpClient("with").AddHttpMessageHandler<TokenTrackingHandler>();
            services.AddHttpClient("without");
        });

        await PostAsync(provider, "with");
        await PostAsync(provider, "without");

        Assert.Equal("with", Assert.Single(Counts(provider)).Client);
        Assert.Equal(1, await StoredAsync(provider));
    }

    [Fact]
    public async Task The_handler_is_below_handlers_that_repeat_requests_wherever_they_are_added()
    {
        await using var provider = Services(static services =>
        {
            services.AddHttpClient("before").AddHttpMessageHandler(static () => new Repeating());
            services.AddTokenTracking(static tracking => tracking.TrackHttpClients());
            services.AddHttpClient("after").AddHttpMessageHandler(static () => new Repeating());
            services.ConfigureHttpClientDefaults(static client => client.AddHttpMessageHandler(static () => new Passing()));
        });

        await PostAsync(provider, "before");
        await PostAsync(provider, "after");

        // Each attempt was sent and answered, and no call is above that would make one of two.
        Assert.All(Counts(provider), static count => Assert.Equal((2L, 2L), (count.Sent, count.Recorded)));
        Assert.Equal(4, await StoredAsync(provider));
    }

    [Fact]
    public async Task Requests_to_other_hosts_and_paths_are_neither_recorded_nor_counted()
    {
        await using var provider = Services(static services => services.AddTokenTracking(static tracking => tracking.TrackHttpClients()));
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("web");

        string[] addresses = ["https://example.com/", "https://crm.example/contacts/completionsheet", "https://shop.example/cart"];
        foreach (var address in addresses)
            (await http.PostAsync(new Uri(address), new StringContent("{}"))).Dispose();

        Assert.Empty(Counts(provider));
        Assert.Equal(0, await StoredAsync(provider));
    }

    [Fact]
    public async Task What_the_tracker_is_created_with_may_use_a_client_of_the_factory()
    {
        await using var provider = Services(static services => services.AddTokenTracking(static tracking => tracking.TrackHttpClients()
            .AddObserver(static provider => new Notifier(provider.GetRequiredService<IHttpClientFactory>().CreateClient("alerts")))));

        await PostAsync(provider, "chat");

        Assert.Equal(1, await StoredAsync(provider));
    }

    [Fact]
    public async Task A_tracker_that_cannot_be_created_costs_no_request()
    {
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(static client => client.ConfigurePrimaryHttpMessageHandler(static () => new Answers()));
        services.AddTokenTracking(static tracking => tracking.TrackHttpClients()
            .UseStore(static _ => throw new InvalidOperationException("No store.")));
        await using var provider = services.BuildServiceProvider();

        using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("chat").PostAsync(Chat, null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static ServiceProvider Services(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(static client => client.ConfigurePrimaryHttpMessageHandler(static () => new Answers()));
        configure(services);
        return services.BuildServiceProvider();
    }

    private static async Task PostAsync(IServiceProvider provider, string name)
    {
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);
        using var response = await http.PostAsync(Chat, new StringContent("""{"model":"gpt-5","messages":[]}"""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static IReadOnlyList<RequestCount> Counts(IServiceProvider provider)
        => provider.GetRequiredService<TokenTracker>().GetRequests().Counts;

    private static async Task<long> StoredAsync(IServiceProvider provider)
    {
        var tracker = provider.GetRequiredService<TokenTracker>();
        await tracker.FlushAsync();
        return (await tracker.Store.QueryAsync(new UsageQuery())).Totals.Calls;
    }

    private sealed class TypedClient(HttpClient http)
    {
        public HttpClient Http { get; } = http;
    }

    private sealed class Notifier(HttpClient http) : IUsageObserver
    {
        public void OnRecorded(in UsageRecord record) => Assert.NotNull(http);
    }

    private sealed class Passing : DelegatingHandler;

    private sealed class Repeating : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (await base.SendAsync(request, cancellationToken)).Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Answers : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent(
                    Bodies.ChatPlain.Replace("chatcmpl-", $"chatcmpl-{Guid.NewGuid():N}", StringComparison.Ordinal), null,
                    "application/json"),
            });
    }
}
