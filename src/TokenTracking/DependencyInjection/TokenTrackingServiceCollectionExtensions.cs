using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using TokenTracking;
using TokenTracking.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Token tracking for a container.</summary>
public static class TokenTrackingServiceCollectionExtensions
{
    /// <summary>
    /// Registers the tracker (<see cref="ITokenTracker"/>, <see cref="ILiveFigures"/>, <see cref="TokenTracker"/>), its store, its price
    /// book, and a hosted service that loads what earlier processes stored, samples spend rates while the host runs, and moves the last
    /// records to the store when it stops. A second call continues to configure the same tracker.
    /// </summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configure">Chooses store, prices and options; null for records in memory, embedded prices, default options.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddTokenTracking(this IServiceCollection services, Action<TokenTrackingBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var registered = services.FirstOrDefault(static service => service.ServiceType == typeof(TokenTrackingOptions));
        var options = registered?.ImplementationInstance as TokenTrackingOptions ?? new TokenTrackingOptions();
        services.TryAddSingleton(options);
        services.TryAddSingleton<IUsageStore>(static _ => new InMemoryUsageStore());
        services.TryAddSingleton(PriceBook.Default);
        services.TryAddSingleton(static provider =>
        {
            var options = provider.GetRequiredService<TokenTrackingOptions>();
            ConfiguredOptions.Apply(options, provider.GetService<IConfiguration>());
            return new TokenTracker(
                provider.GetRequiredService<IUsageStore>(),
                options,
                provider.GetRequiredService<PriceBook>(),
                provider.GetService<ILogger<TokenTracker>>(),
                provider.GetService<TimeProvider>(),
                provider.GetServices<IUsageObserver>());
        });
        services.TryAddSingleton<ITokenTracker>(static provider => provider.GetRequiredService<TokenTracker>());
        services.TryAddSingleton<ILiveFigures>(static provider => provider.GetRequiredService<TokenTracker>());
        // For AddHttpMessageHandler<TokenTrackingHandler>(): each client has its own handler.
        services.TryAddTransient(static provider => new TokenTrackingHandler(provider.GetRequiredService<ITokenTracker>()));
        services.TryAddSingleton<TrackedClients>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, TrackingHandlerFilter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TokenTrackingService>());
        configure?.Invoke(new TokenTrackingBuilder(services, options));
        return services;
    }
}
