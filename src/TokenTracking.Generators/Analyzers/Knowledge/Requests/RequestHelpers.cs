using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>Methods of this compilation that post to the address, or the part of one, that they are handed.</summary>
internal static class RequestHelpers
{
    // Ask("v1/chat/completions") calls PostWithRetry(path), which calls Send(path).
    private const int MostHands = 3;

    private static readonly ConditionalWeakTable<Compilation,
        ConcurrentDictionary<IMethodSymbol, IReadOnlyList<ExpressionSyntax>>> Requests = new();
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<INamedTypeSymbol, bool>> Types = new();

    /// <summary>The address of an LLM that this call hands to a method that posts to it; null for any other call.</summary>
    public static string? Endpoint(TrackingSymbols symbols, IInvocationOperation call, CancellationToken cancellationToken)
        => IsHanded(symbols, call) ? Endpoint(symbols, [call], cancellationToken) : null;

    private static bool IsHanded(TrackingSymbols symbols, IInvocationOperation call)
        => SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, symbols.Compilation.Assembly)
            && call.Arguments.Any(
                static argument
                    => argument is { ArgumentKind: ArgumentKind.Explicit,
                    Parameter.Type: { SpecialType: SpecialType.System_String } or { Name: "Uri" } }
                && (argument.Value.ConstantValue is not { HasValue: true, Value: var constant }
                || (constant is string text && LlmEndpoints.MayEnd(text))));

    // The calls that lead to a method, outermost first.
    private static string? Endpoint(TrackingSymbols symbols, IReadOnlyList<IInvocationOperation> calls, CancellationToken cancellationToken)
    {
        var call = calls[calls.Count - 1];
        var method = call.TargetMethod.OriginalDefinition;
        if (call.SemanticModel is not { } own)
            return null;
        var candidates = Requests.GetValue(symbols.Compilation, static _ => new(SymbolEqualityComparer.Default))
            .GetOrAdd(method, key => [.. Found(symbols.Compilation, key)]);
        foreach (var candidate in candidates)
        {
            var model = candidate.SyntaxTree == own.SyntaxTree ? own : symbols.Compilation.GetSemanticModel(candidate.SyntaxTree);
            var endpoint = model.GetOperation(candidate, cancellationToken) switch
            {
                null => null,
                { } request when HttpRequests.AddressOf(symbols, request) is { } address
                    => Posts(request, call) ? Given(symbols, request, address, calls, cancellationToken) : null,
                IInvocationOperation further when calls.Count < MostHands && IsHanded(symbols, further)
                    => Endpoint(symbols, [.. calls, further], cancellationToken),
                _ => null,
            };
            if (endpoint is not null)
                return endpoint;
        }

        return null;
    }

    // What is an LLM's address without the outermost call is reported further inside.
    private static string? Given(TrackingSymbols symbols, IOperation request, IOperation address, IReadOnlyList<IInvocationOperation> calls,
        CancellationToken cancellationToken)
        => HttpRequests.Endpoint(symbols, AddressTexts.Of(address, [.. calls.Skip(1)], cancellationToken), request,
            (calls.Count > 1 ? calls[1] : request).Syntax, cancellationToken) is null
            ? HttpRequests.Endpoint(
                symbols, AddressTexts.Of(address, calls, cancellationToken), request, calls[0].Syntax, cancellationToken)
            : null;

    // new HttpRequestMessage(method, path): what the call says of the verb decides.
    private static bool Posts(IOperation request, IInvocationOperation call)
        => request is not IObjectCreationOperation { Arguments: [{ Value: IParameterReferenceOperation { Parameter: var verb } }, _] }
            || call.Arguments.FirstOrDefault(
                argument => argument.Parameter?.Ordinal == verb.Ordinal)?.Value is IPropertyReferenceOperation { Property.Name: "Post" };

    // Those of the method, and of all that override or implement it.
    private static IEnumerable<ExpressionSyntax> Found(Compilation compilation, IMethodSymbol method)
        => DerivedTypes.Standing(method, compilation).OfType<IMethodSymbol>()
            .Where(one => one.DeclaringSyntaxReferences is [{ } reference]
            && compilation.ContainsSyntaxTree(reference.SyntaxTree) && Family(one.ContainingType).Any(type => Makes(compilation, type)))
            .SelectMany(static one => Candidates(one, one.DeclaringSyntaxReferences[0].GetSyntax(), MostHands));

    // Found by their names alone: nearly every type has none, and its methods are not looked at any further.
    private static bool Makes(Compilation compilation, INamedTypeSymbol type)
        => Types.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default))
            .GetOrAdd(
                type, static key
                    => key.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax().DescendantNodes().Any(IsRequest)));

    // A class and what it inherits from.
    private static IEnumerable<INamedTypeSymbol> Family(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { Locations: [{ IsInSource: true }, ..] }; current = current.BaseType)
            yield return current.OriginalDefinition;
    }

    private static bool IsRequest(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax { Type: var type }
            => NameOf(type is QualifiedNameSyntax qualified ? qualified.Right : type) == "HttpRequestMessage",
        ImplicitObjectCreationExpressionSyntax {
            ArgumentList.Arguments: [{ Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Post" } }, _] } => true,
        InvocationExpressionSyntax { Expression: var called } => NameOf(called)?.StartsWith("Post", StringComparison.Ordinal) == true,
        _ => false,
    };

    private static IEnumerable<ExpressionSyntax> Candidates(IMethodSymbol method, SyntaxNode declaration, int hands)
        => declaration.DescendantNodes().OfType<ExpressionSyntax>().Where(node => IsRequest(node)
            || (hands > 1 && node is InvocationExpressionSyntax { Expression: SimpleNameSyntax
                or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } } call
                && NameOf(call.Expression) is { } name && Leads(method, name, hands - 1)));

    private static bool Leads(IMethodSymbol from, string name, int hands)
        => name != from.Name && Family(from.ContainingType).SelectMany(type => type.GetMembers(name)).OfType<IMethodSymbol>()
            .Any(method => method.DeclaringSyntaxReferences is [{ } reference] && Candidates(method, reference.GetSyntax(), hands).Any());

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
