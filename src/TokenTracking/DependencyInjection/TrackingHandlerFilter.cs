using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace TokenTracking.DependencyInjection;

/// <summary>Puts <see cref="TokenTrackingHandler"/> under the clients of the HTTP client factory, and tells handlers that are there already
/// which client they belong to.</summary>
/// <remarks>A filter runs after everything that configures a client, its own configuration and the defaults of all clients alike. This
/// is what makes the handler the innermost one, under handlers that repeat requests, in every order of the registrations.</remarks>
internal sealed class TrackingHandlerFilter(IServiceProvider provider, TrackedClients clients) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next)
        => builder =>
        {
            next(builder);
            var handlers = builder.AdditionalHandlers;
            var present = handlers.OfType<TokenTrackingHandler>().Concat(Chain(builder.PrimaryHandler)).ToList();
            if (clients.AreAll && present.Count == 0)
            {
                // The tracker is created with the first request, and not here: what creates it may need a client.
                var handler = new TokenTrackingHandler(provider.GetRequiredService<ITokenTracker>);
                handlers.Add(handler);
                present.Add(handler);
            }

            foreach (var handler in present)
                handler.ClientName ??= builder.Name;
        };

    private static IEnumerable<TokenTrackingHandler> Chain(HttpMessageHandler? handler)
    {
        for (; handler is DelegatingHandler delegating; handler = delegating.InnerHandler)
        {
            if (delegating is TokenTrackingHandler tracking)
                yield return tracking;
        }
    }
}
