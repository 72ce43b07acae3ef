using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Architecture.Tests.Sources;

/// <summary>The symbols that a file uses: those it names, and those that the compiler calls for it.</summary>
internal static class UsedSymbols
{
    /// <summary>Every use in the file, with its place. Comments and cref attributes are no use.</summary>
    public static IEnumerable<(ISymbol Symbol, SyntaxNode Place)> In(SyntaxTree tree, SemanticModel model)
        => tree.GetRoot().DescendantNodes().SelectMany(node => Of(node, model).Select(symbol => (symbol, node)));

    private static IEnumerable<ISymbol> Of(SyntaxNode node, SemanticModel model)
    {
        if (node is IdentifierNameSyntax { IsVar: true } || IsQualifierOfOwnMember(node, model))
        {
            yield break;
        }

        if (node is ExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax or AttributeSyntax)
        {
            var info = model.GetSymbolInfo(node);
            if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol)
            {
                yield return symbol;
            }
        }

        if (node is ExpressionSyntax expression && model.GetConversion(expression).MethodSymbol is { } conversion)
        {
            yield return conversion;
        }

        foreach (var method in CalledUnnamed(node, model))
        {
            yield return method;
        }
    }

    private static IEnumerable<ISymbol> CalledUnnamed(SyntaxNode node, SemanticModel model)
    {
        IMethodSymbol?[] methods = node switch
        {
            CommonForEachStatementSyntax loop => [model.GetForEachStatementInfo(loop).GetEnumeratorMethod],
            AwaitExpressionSyntax wait => [model.GetAwaitExpressionInfo(wait).GetAwaiterMethod],
            AssignmentExpressionSyntax { Left: TupleExpressionSyntax or DeclarationExpressionSyntax } parts
                => [model.GetDeconstructionInfo(parts).Method],
            _ => [],
        };
        return methods.OfType<IMethodSymbol>();
    }

    // In `Messages.Format`, where Messages has parts in several files, the file that counts is the one that declares Format.
    private static bool IsQualifierOfOwnMember(SyntaxNode node, SemanticModel model)
        => node is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } && access.Expression == node
            && model.GetSymbolInfo(node).Symbol is INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 1 } type
            && SymbolEqualityComparer.Default.Equals(type, model.GetSymbolInfo(access).Symbol?.ContainingType);
}
