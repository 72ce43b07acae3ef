using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>Requests that code makes with HttpClient itself.</summary>
internal static class HttpRequests
{
    /// <summary>The address of an LLM to which this call or construction of a message sends a request, as far as the code says it; null for
    /// any other.</summary>
    public static string? Endpoint(TrackingSymbols symbols, IOperation request, CancellationToken cancellationToken)
        => AddressOf(symbols, request) is { } address
            ? Endpoint(symbols, AddressTexts.Of(address, cancellationToken), request, request.Syntax, cancellationToken)
            : request is IInvocationOperation call ? RequestHelpers.Endpoint(symbols, call, cancellationToken) : null;

    /// <summary>The first of these texts that is the address of an LLM, by itself or under the client's base address.</summary>
    public static string? Endpoint(
        TrackingSymbols symbols, IReadOnlyList<string> texts, IOperation request, SyntaxNode site, CancellationToken cancellationToken)
    {
        var hosts = symbols.Settings.Hosts;
        string Beside() => Surroundings(request.Syntax) + (site == request.Syntax ? "" : Surroundings(site));
        if (texts.FirstOrDefault(text => LlmEndpoints.Has(text, hosts, Beside)) is { } endpoint)
            return endpoint;
        var relative = texts.Where(
            static text => !LlmEndpoints.NamesHost(text) && !LlmEndpoints.BeginsOpen(text) && LlmEndpoints.MayEnd(text)).ToList();
        if (relative.Count == 0)
            return null;
        var above = BaseAddresses.Of(request, cancellationToken).ToList();
        return above.Count == 0 && !symbols.IsTestProject
            ? relative.FirstOrDefault(text => NamedProviders.Has(text, site))
            : relative.SelectMany(text => above.Select(one => one.TrimEnd('/') + "/" + text.TrimStart('/')))
            .FirstOrDefault(text => LlmEndpoints.Has(text, hosts, static () => ""));
    }

    /// <summary>The address that a <c>Post…</c> of a client, or a request message that is not known to be other than a POST, goes to; null
    /// for anything else.</summary>
    public static IOperation? AddressOf(TrackingSymbols symbols, IOperation request) => request switch
    {
        IInvocationOperation call => AddressOf(symbols, call),
        IObjectCreationOperation creation => AddressOf(symbols, creation),
        _ => null,
    };

    /// <summary>True in a test, where the client was made above a handler that the test declares: nothing is sent.</summary>
    public static bool IsAnsweredByADouble(TrackingSymbols symbols, IOperation request)
        => symbols.IsTestProject && HttpClientHandlers.IsADouble(symbols, UntrackedClients.ClientOf(request));

    private static IOperation? AddressOf(TrackingSymbols symbols, IInvocationOperation call)
    {
        if (!symbols.HttpClient.Exists || !call.TargetMethod.Name.StartsWith("Post", StringComparison.Ordinal))
            return null;
        if (call.Instance?.Type is { } type && symbols.HttpClient.IsBaseOf(type))
            return call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;
        return call
            is { TargetMethod: { IsExtensionMethod: true,
            Parameters: [_, { Type: { SpecialType: SpecialType.System_String } or { Name: "Uri" } }, ..] } }
            && call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value.Type is { } first
            && symbols.HttpClient.IsBaseOf(first)
            ? call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 1)?.Value
            : null;
    }

    private static IOperation? AddressOf(TrackingSymbols symbols, IObjectCreationOperation creation)
    {
        if (!symbols.HttpRequestMessage.Is(creation.Type)
            || creation.Arguments is [{ Value: IPropertyReferenceOperation { Property.Name: not "Post" } }, ..]
            || Initialized(creation, "Method") is IPropertyReferenceOperation { Property.Name: not "Post" })
            return null;
        if (creation.Arguments.Length > 1)
            return creation.Arguments[1].Value;
        return Initialized(creation, "RequestUri")
            ?? (AssignedLater(creation, "Method") is IPropertyReferenceOperation { Property.Name: not "Post" }
            ? null
            : AssignedLater(creation, "RequestUri"));
    }

    // var request = new HttpRequestMessage(); request.RequestUri = ...
    private static IOperation? AssignedLater(IObjectCreationOperation creation, string property)
        => creation.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            ? OperationWalk.Root(creation).Descendants().OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(
                    assignment => assignment.Target
                        is IPropertyReferenceOperation { Property.Name: var name, Instance: ILocalReferenceOperation { Local: var target } }
                    && name == property && SymbolEqualityComparer.Default.Equals(target, local))?.Value
            : null;

    private static IOperation? Initialized(IObjectCreationOperation creation, string property)
        => creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(
                assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: var name } && name == property)?.Value;

    private static string Surroundings(SyntaxNode node)
        => (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? node.SyntaxTree.GetRoot()).ToString();
}
