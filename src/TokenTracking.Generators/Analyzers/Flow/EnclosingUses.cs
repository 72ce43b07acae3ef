using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The callers of the code around an operation, if all of them are known: those of a private method or of a local
/// function.</summary>
internal static class EnclosingUses
{
    /// <summary>The private member or local function around an operation, and its uses; null if other code may call it too.</summary>
    public static (ISymbol Member, IReadOnlyList<IOperation> Uses)? Of(IOperation operation, CancellationToken cancellationToken)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is ILocalFunctionOperation function)
                return (function.Symbol, BodyFlow.Of(function).UsesOf(function.Symbol));
        }

        // A lambda is no member: GetEnclosingSymbol names the innermost.
        var symbol = operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart, cancellationToken);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
            symbol = symbol.ContainingSymbol;
        var member = symbol is IMethodSymbol { AssociatedSymbol: IPropertySymbol property } ? property : symbol;
        return member is not null && MemberFlow.Around(operation)?.UsesOf(member, cancellationToken) is { } uses ? (member, uses) : null;
    }
}
