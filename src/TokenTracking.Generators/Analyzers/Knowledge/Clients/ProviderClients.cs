using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>The HTTP clients that providers are given.</summary>
internal static class ProviderClients
{
    /// <summary>True if a test answers for the client that the provider is given, or the handler that reads usage from responses lies under
    /// it; otherwise, false.</summary>
    public static bool IsCovered(TrackingSymbols symbols, IObjectCreationOperation creation)
        => creation.Arguments.FirstOrDefault(static argument
            => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type.Name: "HttpClient" or "HttpMessageHandler" }) is { } client
            && (HttpClientHandlers.IsADouble(symbols, client.Value) || HttpClientHandlers.Tracks(client.Value)
                || (TrackingHandlers.AreUsedIn(symbols.Compilation, CancellationToken.None)
                && !UntrackedHandlers.LieUnder(client.Value, CancellationToken.None)));
}
