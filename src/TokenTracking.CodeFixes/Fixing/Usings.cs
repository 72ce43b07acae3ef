using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.CodeFixes.Fixing;

/// <summary>Adds a <c>using</c> directive to the existing ones, in alphabetical order.</summary>
internal static class Usings
{
    public static SyntaxNode Add(SyntaxNode root, string space)
    {
        if (root is not CompilationUnitSyntax unit || AllUsings(unit).Any(directive => Names(directive, space)))
            return root;

        var inNamespace = unit.Usings.Count == 0
            ? unit.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(static declaration => declaration.Usings.Count > 0)
            : null;
        return inNamespace is not null
            ? unit.ReplaceNode(inNamespace, inNamespace.WithUsings(Insert(inNamespace.Usings, space)))
            : AddToUnit(unit, space);
    }

    private static CompilationUnitSyntax AddToUnit(CompilationUnitSyntax unit, string space)
    {
        if (unit.Usings.Count > 0)
            return unit.WithUsings(Insert(unit.Usings, space));

        // The comments at the top of the file stay above its first directive; a blank line separates the code.
        var first = unit.GetFirstToken();
        var head = first.LeadingTrivia;
        var code = unit.ReplaceToken(first, first.WithLeadingTrivia(SyntaxFactory.ElasticLineFeed));
        return code.WithUsings(SyntaxFactory.SingletonList(Directive(space).WithLeadingTrivia(head)));
    }

    private static SyntaxList<UsingDirectiveSyntax> Insert(SyntaxList<UsingDirectiveSyntax> usings, string space)
    {
        var index = 0;
        for (var i = 0; i < usings.Count; i++)
        {
            if (usings[i].Alias is null && usings[i].StaticKeyword.IsKind(SyntaxKind.None)
                && Compare(usings[i].Name!.ToString(), space) < 0)
                index = i + 1;
        }

        if (index > 0)
            return usings.Insert(index, Directive(space));
        var first = usings[0];
        return usings.Replace(first, first.WithLeadingTrivia()).Insert(0, Directive(space).WithLeadingTrivia(first.GetLeadingTrivia()));
    }

    private static UsingDirectiveSyntax Directive(string space)
        => SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(space).WithLeadingTrivia(SyntaxFactory.Space))
            .WithTrailingTrivia(SyntaxFactory.LineFeed);

    // System first, as dotnet_sort_system_directives_first specifies.
    private static int Compare(string left, string right)
    {
        var byGroup = IsSystem(right).CompareTo(IsSystem(left));
        return byGroup != 0 ? byGroup : string.CompareOrdinal(left, right);
    }

    private static bool IsSystem(string space) => space == "System" || space.StartsWith("System.", StringComparison.Ordinal);

    private static bool Names(UsingDirectiveSyntax directive, string space)
        => directive.Alias is null && directive.StaticKeyword.IsKind(SyntaxKind.None) && directive.Name?.ToString() == space;

    private static IEnumerable<UsingDirectiveSyntax> AllUsings(CompilationUnitSyntax unit)
        => unit.Usings.Concat(unit.Members.OfType<BaseNamespaceDeclarationSyntax>().SelectMany(static declaration => declaration.Usings));
}
