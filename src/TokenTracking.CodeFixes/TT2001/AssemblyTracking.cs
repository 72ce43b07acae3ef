using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;

namespace TokenTracking.CodeFixes.TT2001;

/// <summary>Adds <c>[assembly: TrackAiUsage(typeof(IChatClient))]</c> to a document, if the generator emits a decorator for the
/// type.</summary>
internal static class AssemblyTracking
{
    /// <summary>The document with the attribute; null if the type cannot be tracked or is already tracked.</summary>
    public static async Task<Document?> AddAsync(Document document, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var root = (CompilationUnitSyntax)(await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        // The position of the attribute, after the usings, which may shorten the name of the type.
        var position = root.Members.Count > 0 ? root.Members[0].SpanStart : root.EndOfFileToken.SpanStart;
        var changed = document.WithSyntaxRoot(WithAttribute(root, Name(type, model, position)) is var attributed
            && model.LookupNamespacesAndTypes(position, name: "TrackAiUsageAttribute").IsEmpty
            ? Usings.Add(attributed, "TokenTracking")
            : attributed);
        return await HasDecoratorAsync(changed, type, cancellationToken).ConfigureAwait(false)
            && await Validation.CompilesAsync(document, changed, cancellationToken).ConfigureAwait(false)
            ? changed
            : null;
    }

    // A generic type is named without its arguments, and tracked for all of them.
    private static string Name(INamedTypeSymbol type, SemanticModel model, int position)
    {
        var name = type.ToMinimalDisplayString(
            model, position, SymbolDisplayFormat.MinimallyQualifiedFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None));
        return type.IsGenericType ? $"{name}<{new string(',', type.TypeParameters.Length - 1)}>" : name;
    }

    private static CompilationUnitSyntax WithAttribute(CompilationUnitSyntax root, string name)
    {
        var attribute = SyntaxFactory.ParseCompilationUnit($"[assembly: TrackAiUsage(typeof({name}))]\n").AttributeLists[0];
        if (root.AttributeLists.Count > 0)
            return root.AddAttributeLists(attribute);

        // Between the usings and the code, with blank lines around it. In a file without usings, the comments at the top stay at the top.
        var blank = SyntaxFactory.TriviaList(SyntaxFactory.LineFeed);
        if (root.Usings.Count > 0)
            return root.AddAttributeLists(attribute.WithLeadingTrivia(blank));
        var first = root.GetFirstToken();
        return root.ReplaceToken(first, first.WithLeadingTrivia(blank)).AddAttributeLists(attribute.WithLeadingTrivia(first.LeadingTrivia));
    }

    private static async Task<bool> HasDecoratorAsync(Document changed, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var compilation = (await changed.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
        var id = DocumentationCommentId.CreateDeclarationId(type.OriginalDefinition);
        return id is not null
            && DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is INamedTypeSymbol tracked
            && compilation.GetSymbolsWithName(Wrapping.WithTokenTracking, SymbolFilter.Member, cancellationToken).OfType<IMethodSymbol>()
                .Any(method => method.Parameters is [{ } first, ..]
                && SymbolEqualityComparer.Default.Equals(first.Type.OriginalDefinition, tracked));
    }
}
