using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace TokenTracking.ColdCalls;

/// <summary>The ways in which a handler comes to exist within a call. The handler's type is not named: nothing but its constructor says
/// that it exists, as in a plug-in, or in an assembly of a language that has no generators.</summary>
internal static class Clients
{
    private static readonly Type Handler = typeof(TokenTracker).Assembly.GetType("TokenTracking.TokenTrackingHandler", throwOnError: true)!;

    public static IServiceCollection AddAsker(this IServiceCollection services, string way, Func<HttpMessageHandler> network)
    {
        switch (way)
        {
            case "factory":
                AddHandler(services.AddHttpClient("asker"), network);
                return services.AddSingleton<IAsker>(static provider => new Asker(() => ClientOf(provider)));
            case "factory, scoped":
                AddHandler(services.AddHttpClient("asker"), network);
                return services.AddScoped<IAsker>(static provider => new Asker(() => ClientOf(provider)));
            case "keyed":
                AddHandler(services.AddHttpClient("asker"), network);
                return services.AddKeyedSingleton<IAsker>("asker", static (provider, _) => new Asker(() => ClientOf(provider)));
            case "typed":
                AddHandler(services.AddHttpClient<TypedClient>(), network);
                return services.AddSingleton<IAsker>(
                    static provider => new Asker(() => provider.GetRequiredService<TypedClient>().Client));
            case "child":
                AddHandler(services.AddHttpClient("asker"), network);
                return services.AddSingleton<IAskers>(static provider => new Asker(() => ClientOf(provider)));
            case "each":
                return services.AddSingleton<IAsker>(provider => new Asker(
                    () => new HttpClient((HttpMessageHandler)Create(provider, network()))));
            case "by hand":
                return services.AddSingleton<IAsker>(provider => new Asker(
                    () => new HttpClient(new RecordedByHand(provider.GetRequiredService<ITokenTracker>(), network()))));
            default:
                throw new ArgumentOutOfRangeException(nameof(way), way, "is no way to make a client");
        }
    }

    private static HttpClient ClientOf(IServiceProvider provider)
        => provider.GetRequiredService<IHttpClientFactory>().CreateClient("asker");

    private static void AddHandler(IHttpClientBuilder client, Func<HttpMessageHandler> network)
        => client.ConfigurePrimaryHttpMessageHandler(network)
            .AddHttpMessageHandler(static provider => (DelegatingHandler)provider.GetRequiredService(Handler));

    private static object Create(IServiceProvider provider, HttpMessageHandler network)
        => Activator.CreateInstance(
            Handler, BindingFlags.Public | BindingFlags.Instance, null, [provider.GetRequiredService<ITokenTracker>(), network], null)!;

    /// <summary>Records the calls of a client by hand, without a name that the compiler sees.</summary>
    private sealed class RecordedByHand(ITokenTracker tracker, HttpMessageHandler network) : DelegatingHandler(network)
    {
        private static readonly MethodInfo Track = typeof(TokenTrackerExtensions).GetMethod(
            "Track",
            [typeof(ITokenTracker), typeof(string), typeof(TokenUsage), typeof(string), typeof(IReadOnlyDictionary<string, string>)])!;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            Track.Invoke(null, [tracker, "by-hand", TokenUsage.FromInclusive(10, 5), "gpt-5.4", null]);
            return response;
        }
    }

    internal sealed class TypedClient(HttpClient client)
    {
        public HttpClient Client { get; } = client;
    }
}
