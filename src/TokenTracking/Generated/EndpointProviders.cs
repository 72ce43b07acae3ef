using System.Runtime.CompilerServices;
using TokenTracking.Wire.Reading;

namespace TokenTracking.Generated;

/// <summary>The provider behind the address of a client.</summary>
internal static class EndpointProviders
{
    // A client returns the same object for each call; its host is looked up once.
    private static readonly ConditionalWeakTable<Uri, StrongBox<string?>> Known = new();

    /// <summary>The provider's OpenTelemetry name; null if the host or the address is not known.</summary>
    public static string? Of(Uri? endpoint)
    {
        if (endpoint is not { IsAbsoluteUri: true })
            return null;
        return Known.TryGetValue(endpoint, out var known) ? known.Value : Known.GetValue(endpoint, static uri => new(Find(uri))).Value;
    }

    private static string? Find(Uri endpoint) => ProviderNames.FromEndpoint(endpoint.GetLeftPart(UriPartial.Authority));
}
