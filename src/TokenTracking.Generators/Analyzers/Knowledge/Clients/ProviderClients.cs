using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Clients;

/// <summary>The HTTP clients of providers.</summary>
internal static class ProviderClients
{
    /// <summary>True if a test responds for the HTTP client of the provider, or the client contains the handler that reads usage from
    /// responses; otherwise, false.</summary>
    public static bool IsCovered(TrackingSymbols symbols, IObjectCreationOperation creation)
    {
        var given = creation.Arguments.Where(static argument => argument.ArgumentKind == ArgumentKind.Explicit)
            .Select(static argument => argument.Value).Concat(HttpClientHandlers.MembersSet(creation)).ToList();
        var clients = given.Where(static value => IsClient(Unconverted(value).Type)).ToList();
        return clients.Exists(client => HttpClientHandlers.IsADouble(symbols, client))
            || given.Exists(static value => MayHoldAClient(Unconverted(value).Type) && HttpClientHandlers.Tracks(value))
            || (clients.Count > 0 && TrackingHandlers.AreUsedIn(symbols.Compilation, CancellationToken.None)
                && !clients.Exists(static client => UntrackedHandlers.LieUnder(client, CancellationToken.None)));
    }

    /// <summary>True for a method that creates a provider from a client which contains the handler:
    /// <c>new OpenAIClient(credential, options).GetChatClient("gpt-5")</c>.</summary>
    public static bool IsCovered(IInvocationOperation adapter) => HttpClientHandlers.Tracks(CallReceivers.AsPassed(adapter));

    private static bool IsClient(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "HttpClient" or "HttpMessageHandler")
                return true;
        }

        return false;
    }

    // The options of an SDK, and its transport over an HttpClient.
    private static bool MayHoldAClient(ITypeSymbol? type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (IsClient(current) || current.Name.EndsWith("Options", StringComparison.Ordinal)
                || current.Name.EndsWith("Transport", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static IOperation Unconverted(IOperation value)
        => value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;
}
