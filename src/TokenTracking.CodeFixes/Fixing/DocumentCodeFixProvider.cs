using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TokenTracking.CodeFixes.Fixing;

/// <summary>
/// The fixes of one rule that change only the document with the finding. A fix is computed before it is offered, and offered only if the
/// result compiles. Fix-all applies the same edits one after the other, without those that would not compile.
/// </summary>
public abstract class DocumentCodeFixProvider : CodeFixProvider
{
    private readonly ImmutableArray<Fix> _fixes;
    private readonly FixAllProvider _fixAll;

    private protected DocumentCodeFixProvider(string id, params Fix[] fixes)
    {
        FixableDiagnosticIds = [id];
        _fixes = [.. fixes];
        _fixAll = FixAllProvider.Create(async (context, document, diagnostics) =>
            await FixAllAsync(document, diagnostics, context.CodeActionEquivalenceKey!, context.CancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => _fixAll;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in _fixes)
            {
                if (await FixAsync(context.Document, diagnostic, fix, context.CancellationToken)
                    .ConfigureAwait(false) is { } fixedDocument)
                    context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(fixedDocument), fix.Key), diagnostic);
            }
        }
    }

    private static async Task<Document?> FixAsync(Document document, Diagnostic diagnostic, Fix fix, CancellationToken cancellationToken)
        => await FindEditAsync(document, diagnostic, fix, cancellationToken).ConfigureAwait(false) is { } edit
            ? await ApplyAsync(document, [edit], cancellationToken).ConfigureAwait(false)
            : null;

    private async Task<Document?> FixAllAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, string key, CancellationToken cancellationToken)
    {
        if (_fixes.FirstOrDefault(candidate => candidate.Key == key) is not { } fix)
            return document;

        var edits = new List<Action<DocumentEdit>>();

        // From the inside to the outside: an outer edit is made from the result of the inner ones.
        foreach (var diagnostic in diagnostics
            .OrderByDescending(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Length))
        {
            if (await FindEditAsync(document, diagnostic, fix, cancellationToken).ConfigureAwait(false) is { } edit)
                edits.Add(edit);
        }

        return await ApplyAsync(document, edits, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Action<DocumentEdit>?> FindEditAsync(
        Document document, Diagnostic diagnostic, Fix fix, CancellationToken cancellationToken)
    {
        if (await FixTarget.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } target)
            return null;
        foreach (var edit in fix.Edits(target))
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
