using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.CodeFixes.Fixing;

/// <summary>A finding and the code that it is reported on.</summary>
/// <param name="Diagnostic">The finding.</param>
/// <param name="Node">The syntax that it is reported on.</param>
/// <param name="Model">The semantic model of the document before the fix.</param>
/// <param name="Symbols">The types that the rules look for.</param>
/// <param name="CancellationToken">Cancels the fix.</param>
internal sealed record FixTarget(
    Diagnostic Diagnostic, SyntaxNode Node, SemanticModel Model, TrackingSymbols Symbols, CancellationToken CancellationToken)
{
    /// <summary>The target of a finding in a document; null if the project does not reference the runtime.</summary>
    public static async Task<FixTarget?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return TrackingSymbols.For(model!.Compilation) is { } symbols
            ? new FixTarget(
                diagnostic, root!.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model, symbols, cancellationToken)
            : null;
    }

    /// <summary>The tracker that code at a place can use; null if there is none.</summary>
    public ExpressionSyntax? TrackerAt(SyntaxNode place) => TrackerInScope.Find(Model, Symbols, place, CancellationToken);

    /// <summary>The type of an expression.</summary>
    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => Model.GetTypeInfo(expression, CancellationToken).Type;

    /// <summary>The symbol that a node refers to.</summary>
    public ISymbol? SymbolOf(SyntaxNode node) => Model.GetSymbolInfo(node, CancellationToken).Symbol;
}
