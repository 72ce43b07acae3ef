using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TokenTracking.Calls;
using TokenTracking.DependencyInjection;

namespace TokenTracking;

/// <summary>Sets token tracking up within a container.</summary>
public sealed class TokenTrackingBuilder
{
    internal TokenTrackingBuilder(IServiceCollection services, TokenTrackingOptions options)
    {
        Services = services;
        Options = options;
    }

    /// <summary>The container's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>How the tracker works.</summary>
    public TokenTrackingOptions Options { get; }

    /// <summary>Keeps records in a store. Without one they stay in memory.</summary>
    /// <param name="store">The store, which stays the caller's.</param>
    /// <returns>This builder.</returns>
    public TokenTrackingBuilder UseStore(IUsageStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Services.Replace(ServiceDescriptor.Singleton(store));
        return this;
    }

    /// <summary>Keeps records in a store. Without one they stay in memory.</summary>
    /// <param name="factory">Makes the store; the container disposes of it, after the tracker.</param>
    /// <returns>This builder.</returns>
    public TokenTrackingBuilder UseStore(Func<IServiceProvider, IUsageStore> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Services.Replace(ServiceDescriptor.Singleton(factory));
        return this;
    }

    /// <summary>Adds an observer that is notified of each recorded call.</summary>
    /// <param name="observer">The observer.</param>
    /// <returns>This builder.</returns>
    public TokenTrackingBuilder AddObserver(IUsageObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        Services.AddSingleton(observer);
        return this;
    }

    /// <summary>Adds an observer that is notified of each recorded call.</summary>
    /// <param name="factory">Creates the observer; the container disposes of it. The observer must not need the tracker to be
    /// created.</param>
    /// <returns>This builder.</returns>
    public TokenTrackingBuilder AddObserver(Func<IServiceProvider, IUsageObserver> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Services.AddSingleton(factory);
        return this;
    }

    /// <summary>Puts <see cref="TokenTrackingHandler"/> under every client of the HTTP client factory (<c>AddHttpClient</c>), next to the
    /// network: below handlers that repeat requests, and once for each client. A client that already has the handler does not get another
    /// one. Requests that do not go to an LLM pass through unchanged.</summary>
    /// <returns>This builder.</returns>
    /// <remarks>It does not reach clients that are created without the factory, such as those that an SDK creates for itself.</remarks>
    public TokenTrackingBuilder TrackHttpClients()
    {
        // Decorators that are created from here on have to find out what the handlers record.
        CallFlow.Ask();
        Services.Replace(ServiceDescriptor.Singleton(new TrackedClients { AreAll = true }));
        return this;
    }

    /// <summary>Prices calls with a price book other than <see cref="PriceBook.Default"/>.</summary>
    /// <param name="prices">The price book.</param>
    /// <returns>This builder.</returns>
    public TokenTrackingBuilder UsePrices(PriceBook prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        Services.Replace(ServiceDescriptor.Singleton(prices));
        return this;
    }
}
