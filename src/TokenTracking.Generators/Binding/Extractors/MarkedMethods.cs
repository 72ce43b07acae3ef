using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Binding.Extractors;

/// <summary>The methods of a source file that may carry the attribute, by its name alone.</summary>
/// <remarks>A file is searched once and not once for each edit of another: what was found lives as long as its tree.</remarks>
internal static class MarkedMethods
{
    private static readonly ConditionalWeakTable<SyntaxTree, MethodDeclarationSyntax[]> Known = new();

    public static MethodDeclarationSyntax[] In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(tree, out var known))
            return known;
        cancellationToken.ThrowIfCancellationRequested();
        var found = tree.GetRoot(cancellationToken)
            .DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MethodDeclarationSyntax>().Where(IsMarked).ToArray();
        return Known.GetValue(tree, _ => found);
    }

    private static bool IsMarked(MethodDeclarationSyntax method)
        => method.AttributeLists.SelectMany(static list => list.Attributes)
            .Any(static attribute => NameOf(attribute.Name) is "UsageExtractor" or UsageExtractor.Attribute);

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
