using Microsoft.CodeAnalysis;

namespace TokenTracking.CodeFixes.Fixing;

/// <summary>A fix is offered only if the code compiles afterwards.</summary>
internal static class Validation
{
    /// <summary>True if the changed document has no error that the original did not have.</summary>
    public static async Task<bool> CompilesAsync(Document original, Document changed, CancellationToken cancellationToken)
    {
        var before = await ErrorsAsync(original, cancellationToken).ConfigureAwait(false);
        var after = await ErrorsAsync(changed, cancellationToken).ConfigureAwait(false);
        return after.All(error => before.TryGetValue(error.Key, out var count) && error.Value <= count);
    }

    private static async Task<Dictionary<string, int>> ErrorsAsync(Document document, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return model!.GetDiagnostics(cancellationToken: cancellationToken)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .GroupBy(static diagnostic => diagnostic.Id)
            .ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);
    }
}
