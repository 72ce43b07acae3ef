using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>
/// The uses of the addresses in the parameters of a method: the requests that it makes, and the methods that it passes them to.
/// </summary>
/// <param name="Requests">The requests with addresses that the method knows only in part.</param>
/// <param name="Calls">The calls that pass an address, or a part of one, to methods that may make requests.</param>
internal sealed record HelperBody(
    IReadOnlyList<(IOperation Request, IOperation Address)> Requests, IReadOnlyList<IInvocationOperation> Calls)
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ISymbol, HelperBody>> Bodies = new();
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ISymbol, bool>> Types = new();

    /// <summary>The bodies of a method of this compilation and of all that override or implement it.</summary>
    public static IEnumerable<HelperBody> Of(TrackingSymbols symbols, IMethodSymbol method, CancellationToken cancellationToken)
    {
        var bodies = Bodies.GetValue(symbols.Compilation, static _ => new(SymbolEqualityComparer.Default));
        foreach (var each in DerivedTypes.Of(symbols.Compilation).Replacing(method).OfType<IMethodSymbol>())
        {
            if (!MakesRequests(symbols.Compilation, each.ContainingType))
                continue;
            if (!bodies.TryGetValue(each, out var body))
                bodies[each] = body = Read(symbols, each, cancellationToken);
            yield return body;
        }
    }

    /// <summary>True for a call that passes an address, or a part of one, to a method of this compilation.</summary>
    public static bool IsGivenAddress(TrackingSymbols symbols, IInvocationOperation call)
        => SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, symbols.Compilation.Assembly)
            && call.Arguments.Any(static argument => argument is
                {
                    ArgumentKind: ArgumentKind.Explicit, Parameter.Type: { SpecialType: SpecialType.System_String } or { Name: "Uri" },
                }
                && (argument.Value.ConstantValue is not { HasValue: true, Value: var constant }
                    || (constant is string text && LlmEndpoints.MayEnd(text))));

    private static HelperBody Read(TrackingSymbols symbols, IMethodSymbol method, CancellationToken cancellationToken)
    {
        var requests = new List<(IOperation Request, IOperation Address)>();
        var calls = new List<IInvocationOperation>();
        if (method.DeclaringSyntaxReferences is [{ } reference]
            && MemberFlow.Of(symbols.Compilation).OperationOf(reference.GetSyntax(cancellationToken), cancellationToken) is { } body)
        {
            foreach (var operation in body.Descendants())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (HttpRequests.AddressOf(symbols, operation) is { } address)
                {
                    // An address that the method knows completely is checked at the request itself.
                    if (AddressTexts.TextsOf(address, cancellationToken).Any(static text => text.Contains(AddressTexts.Open)))
                        requests.Add((operation, address));
                }
                else if (operation is IInvocationOperation call && IsGivenAddress(symbols, call)
                    && MakesRequests(symbols.Compilation, call.TargetMethod.ContainingType))
                {
                    calls.Add(call);
                }
            }
        }

        return new HelperBody(requests, calls);
    }

    // Determined by the names in the type, its base types and its derived types: most types make no request, and their methods are not
    // analyzed.
    private static bool MakesRequests(Compilation compilation, INamedTypeSymbol? type)
    {
        var types = Types.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default));
        for (var current = type; current is { Locations: [{ IsInSource: true }, ..] }; current = current.BaseType)
        {
            if (current.TypeKind == TypeKind.Interface || types.GetOrAdd(current.OriginalDefinition, static key => HasRequest(key)))
                return true;
        }

        return false;
    }

    private static bool HasRequest(ISymbol type)
        => type.DeclaringSyntaxReferences.Any(static part => part.GetSyntax().DescendantNodes().Any(IsRequest));

    private static bool IsRequest(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax { Right: var name } }
            => NameOf(name) is "HttpRequestMessage" or "RestRequest" or "UnityWebRequest",
        ObjectCreationExpressionSyntax { Type: var type } => NameOf(type) is "HttpRequestMessage" or "RestRequest" or "UnityWebRequest",
        ImplicitObjectCreationExpressionSyntax
        {
            ArgumentList.Arguments: [{ Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Post" } }, _],
        } => true,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Expression: IdentifierNameSyntax { Identifier.ValueText: "WebRequest" or "HttpWebRequest" or "UnityWebRequest" },
            },
        } => true,
        InvocationExpressionSyntax { Expression: var called } => NameOf(called) is { } name
            && (name.StartsWith("Post", StringComparison.Ordinal) || name.StartsWith("Upload", StringComparison.Ordinal)),
        _ => false,
    };

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
