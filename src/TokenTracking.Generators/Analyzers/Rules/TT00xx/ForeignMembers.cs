using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Analyzers.Rules.TT00xx;

/// <summary>Members of types that are not declared in this compilation: they are only reported if this compilation uses them.</summary>
internal static class ForeignMembers
{
    /// <summary>True for a member that this compilation declares, or that its code names.</summary>
    public static bool IsOwnOrUsed(ISymbol? member, Compilation compilation, CancellationToken cancellationToken)
        => member is null || !member.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty
            || compilation.SyntaxTrees.Any(tree => Uses(tree, member, compilation, cancellationToken));

    private static bool Uses(SyntaxTree tree, ISymbol member, Compilation compilation, CancellationToken cancellationToken)
    {
        // Generated decorators forward every member, which is not a use.
        if (tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
            || !tree.GetText(cancellationToken).ToString().Contains(member.Name))
            return false;
        var names = tree.GetRoot(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => name.Identifier.ValueText == member.Name).ToList();
        if (names.Count == 0)
            return false;
        var model = compilation.GetSemanticModel(tree);
        return names.Any(name => SymbolEqualityComparer.Default.Equals(
            model.GetSymbolInfo(name, cancellationToken).Symbol?.OriginalDefinition, member.OriginalDefinition));
    }
}
