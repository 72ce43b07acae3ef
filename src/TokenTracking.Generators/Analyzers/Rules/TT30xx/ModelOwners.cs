using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The owner of the name of a model.</summary>
internal enum ModelOwner
{
    /// <summary>The provider of the SDK.</summary>
    Provider,

    /// <summary>The server at the address of the client: a local server, or a gateway with its own names.</summary>
    OwnAddress,

    /// <summary>Unknown: the client is configured elsewhere.</summary>
    Unseen,

    /// <summary>The owner of an Azure resource: the name is that of a deployment.</summary>
    Azure,
}

/// <summary>The owner of the model names that a client uses: the provider, or the user for a custom address or a deployment.</summary>
internal static class ModelOwners
{
    // Ollama, LM Studio and similar servers: no table knows the models on a local disk. Localizer and Locale are not local models.
    private static readonly Regex Own = new(
        @"Local(?![a-z])|Ollama|L[mM]Studio|V[lL][lL][mM]|Azure|Deployment", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>True for a type whose models are local models or deployments.</summary>
    public static bool IsOwn(INamedTypeSymbol type) => IsOwn(type.Name) || type.ContainingNamespace?.ToDisplayString() == "Azure.AI.OpenAI";

    /// <summary>True for the name of something that has local models or deployments.</summary>
    public static bool IsOwn(string name) => Own.IsMatch(name);

    /// <summary>The owner of the model names that a call or object creation uses.</summary>
    public static ModelOwner Of(IOperation? whole)
    {
        if (whole is IObjectCreationOperation creation)
            return IsPointed(creation) ? ModelOwner.OwnAddress : ModelOwner.Provider;
        if (whole is not IInvocationOperation call)
            return ModelOwner.Provider;
        if (IsPointed(call))
            return ModelOwner.OwnAddress;
        var client = call.Instance ?? (call.TargetMethod.IsExtensionMethod
            ? call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value
            : null);
        return client is null or IInstanceReferenceOperation ? ModelOwner.Provider : OfClient(client);
    }

    private static ModelOwner OfClient(IOperation client)
    {
        var origins = ClientOrigins.OriginOf(client);
        if (ClientOrigins.IsAzure(client.Type) || origins.HasFlag(ClientOrigin.Azure))
            return ModelOwner.Azure;
        if (origins.HasFlag(ClientOrigin.Pointed))
            return ModelOwner.OwnAddress;

        // A client that creates other clients: if it comes from other code, its address is unknown.
        return client.Type?.Name == "OpenAIClient" && origins != ClientOrigin.Made ? ModelOwner.Unseen : ModelOwner.Provider;
    }

    /// <summary>True for a call or creation that is given an address.</summary>
    public static bool IsPointed(IOperation operation)
    {
        var arguments = operation switch
        {
            IObjectCreationOperation creation => creation.Arguments,
            IInvocationOperation call => call.Arguments,
            _ => [],
        };
        return (operation is IObjectCreationOperation && IsEndpoint(operation))
            || arguments.Any(
                static argument
                    => IsAddress(argument)
                        || (OnlyOrigins.OriginOf(argument.Value, CancellationToken.None) is IObjectCreationOperation origin
                            && IsEndpoint(origin))
                        || IsPointedLater(argument.Value));
    }

    private static bool IsEndpoint(IOperation operation)
        => operation.DescendantsAndSelf()
            .Any(static inner => inner is IPropertyReferenceOperation { Property.Name: "Endpoint" or "BaseUrl" or "BaseAddress" }
            || (inner is IArgumentOperation argument && IsAddress(argument)));

    private static bool IsAddress(IArgumentOperation argument)
        => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "endpoint" or "baseUrl" or "baseAddress" or "baseUri" };

    // var options = new OpenAIClientOptions(); options.Endpoint = new Uri(...);
    private static bool IsPointedLater(IOperation value)
        => value is ILocalReferenceOperation { Local: var local }
            && BodyFlow.Of(value).DefinitionsOf(local).Any(static definition
                => definition.Into is { Kind: AccessKind.Member, Symbol.Name: "Endpoint" or "BaseUrl" or "BaseAddress", Rest: null });
}
