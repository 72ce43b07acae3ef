using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Sdks;

/// <summary>Requests that code makes with HttpClient itself.</summary>
internal static class RawHttp
{
    /// <summary>The address that a <c>Post…</c> of a client goes to; null for any other call.</summary>
    public static IOperation? AddressOf(TrackingSymbols symbols, IInvocationOperation call)
    {
        if (symbols.HttpClient is not { } client || !call.TargetMethod.Name.StartsWith("Post", StringComparison.Ordinal))
            return null;
        if (call.Instance?.Type is { } type && Derives(type, client))
            return call.Arguments.FirstOrDefault()?.Value;
        return call is { TargetMethod.IsExtensionMethod: true, Arguments: [{ Value.Type: { } first }, { } address, ..] } && Derives(first, client)
            ? address.Value
            : null;
    }

    /// <summary>The address of a request message that is not known to be other than a POST; null for any other construction.</summary>
    public static IOperation? AddressOf(TrackingSymbols symbols, IObjectCreationOperation creation)
    {
        if (symbols.HttpRequestMessage is null || !SymbolEqualityComparer.Default.Equals(creation.Type, symbols.HttpRequestMessage)
            || creation.Arguments is [{ Value: IPropertyReferenceOperation { Property.Name: not "Post" } }, ..]
            || Initialized(creation, "Method") is IPropertyReferenceOperation { Property.Name: not "Post" })
            return null;
        if (creation.Arguments.Length > 1)
            return creation.Arguments[1].Value;
        return Initialized(creation, "RequestUri")
            ?? (AssignedLater(creation, "Method") is IPropertyReferenceOperation { Property.Name: not "Post" } ? null : AssignedLater(creation, "RequestUri"));
    }

    /// <summary>The address that is handed to a method of this compilation that posts to whatever address it is given; null for any other call.</summary>
    public static IOperation? AddressHandedOn(TrackingSymbols symbols, IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, symbols.Compilation.Assembly))
            return null;
        foreach (var argument in call.Arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { Type.SpecialType: SpecialType.System_String } parameter }
                && LlmEndpoints.MayBeAddress(argument.Value) && Posts(call.TargetMethod, parameter.Name, cancellationToken))
                return argument.Value;
        }

        return null;
    }

    private static bool Posts(IMethodSymbol method, string parameter, CancellationToken cancellationToken)
        => method.OriginalDefinition.DeclaringSyntaxReferences is [{ } reference]
            && reference.GetSyntax(cancellationToken).DescendantNodes().Any(node => node switch
            {
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }, ArgumentList.Arguments: [{ } address, ..] }
                    => name.StartsWith("Post", StringComparison.Ordinal) && Is(address.Expression, parameter),
                BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ } verb, { } address] }
                    => verb.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Post" } && Is(address.Expression, parameter),
                _ => false,
            });

    private static bool Is(ExpressionSyntax expression, string name) => expression is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name;

    // var request = new HttpRequestMessage(); request.RequestUri = ...
    private static IOperation? AssignedLater(IObjectCreationOperation creation, string property)
        => creation.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            ? OperationWalk.Root(creation).Descendants().OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: var name, Instance: ILocalReferenceOperation { Local: var target } }
                    && name == property && SymbolEqualityComparer.Default.Equals(target, local))?.Value
            : null;

    private static IOperation? Initialized(IObjectCreationOperation creation, string property)
        => creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: var name } && name == property)?.Value;

    /// <summary>The address as far as the code says it, where it is that of an LLM; null otherwise.</summary>
    public static string? Endpoint(TrackingSymbols symbols, IOperation address, SyntaxNode site)
        => LlmEndpoints.Find(address, symbols.Settings.Hosts, () => Surroundings(site));

    /// <summary>True in a test, where the client was made above a handler that the test declares: nothing is sent.</summary>
    public static bool IsAnsweredByADouble(TrackingSymbols symbols, IOperation request)
        => symbols.IsTestProject && ClientBelow.IsADouble(symbols, BareClient.ClientOf(request));

    private static string Surroundings(SyntaxNode node)
        => (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? node.SyntaxTree.GetRoot()).ToString();

    private static bool Derives(ITypeSymbol type, INamedTypeSymbol from)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, from))
                return true;
        }

        return false;
    }
}
