using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>The HTTP clients of providers.</summary>
internal static class ProviderClients
{
    /// <summary>True if a test responds for the HTTP client of the provider, or the client contains the handler that reads usage from
    /// responses; otherwise, false.</summary>
    public static bool IsCovered(TrackingSymbols symbols, IObjectCreationOperation creation)
        => creation.Arguments.FirstOrDefault(static argument
            => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type.Name: "HttpClient" or "HttpMessageHandler" }) is { } client
            && (HttpClientHandlers.IsADouble(symbols, client.Value) || HttpClientHandlers.Tracks(client.Value)
                || (TrackingHandlers.AreUsedIn(symbols.Compilation, CancellationToken.None)
                && !UntrackedHandlers.LieUnder(client.Value, CancellationToken.None)));
}
