using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TokenTracking.CodeFixes.Fixing;

/// <summary>
/// A fix whose changes stay in the finding's document. It is made before it is offered, and offered only where the result compiles;
/// fix-all makes the same edits, one after the other, leaving out what would not compile.
/// </summary>
public abstract class DocumentCodeFixProvider : CodeFixProvider
{
    private readonly FixAllProvider _fixAll;

    private protected DocumentCodeFixProvider()
        => _fixAll = FixAllProvider.Create(async (context, document, diagnostics) =>
            await FixAllAsync(document, diagnostics, context.CodeActionEquivalenceKey!, context.CancellationToken).ConfigureAwait(false));

    private protected abstract ImmutableArray<FixKind> Kinds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => _fixAll;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var kind in Kinds)
            {
                if (await FixAsync(context.Document, diagnostic, kind, context.CancellationToken)
                    .ConfigureAwait(false) is { } fixedDocument)
                    context.RegisterCodeFix(CodeAction.Create(kind.Title, _ => Task.FromResult(fixedDocument), kind.Key), diagnostic);
            }
        }
    }

    /// <summary>The edits that fix a finding, the preferred first; empty where this kind has nothing to offer.</summary>
    private protected abstract IEnumerable<Action<DocumentEdit>> Edits(FixTarget target, FixKind kind, CancellationToken cancellationToken);

    private async Task<Document?> FixAsync(Document document, Diagnostic diagnostic, FixKind kind, CancellationToken cancellationToken)
        => await FindEditAsync(document, diagnostic, kind, cancellationToken).ConfigureAwait(false) is { } edit
            ? await ApplyAsync(document, [edit], cancellationToken).ConfigureAwait(false)
            : null;

    private async Task<Document?> FixAllAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, string key, CancellationToken cancellationToken)
    {
        if (Kinds.FirstOrDefault(candidate => candidate.Key == key) is not { } kind)
            return document;

        var edits = new List<Action<DocumentEdit>>();

        // From the inside to the outside: an outer edit is made of what the inner ones left.
        foreach (var diagnostic in diagnostics
            .OrderByDescending(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Length))
        {
            if (await FindEditAsync(document, diagnostic, kind, cancellationToken).ConfigureAwait(false) is { } edit)
                edits.Add(edit);
        }

        return await ApplyAsync(document, edits, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Action<DocumentEdit>?> FindEditAsync(
        Document document, Diagnostic diagnostic, FixKind kind, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var node = root!.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        foreach (var edit in Edits(new FixTarget(diagnostic, node, model!), kind, cancellationToken))
        {
            var changed = await ApplyAsync(document, [edit], cancellationToken).ConfigureAwait(false);
            if (await Validation.CompilesAsync(document, changed, cancellationToken).ConfigureAwait(false))
                return edit;
        }

        return null;
    }

    private static async Task<Document> ApplyAsync(
        Document document, IReadOnlyList<Action<DocumentEdit>> edits, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var all = new DocumentEdit(root!, document);
        foreach (var edit in edits)
            edit(all);
        return all.Apply();
    }
}
