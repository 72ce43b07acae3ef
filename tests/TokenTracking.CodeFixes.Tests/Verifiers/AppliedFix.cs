using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TokenTracking.Testing;

/// <summary>Applies one fix to a solution, for tests that go on with the result: they compile and run it.</summary>
internal sealed class AppliedFix(DiagnosticAnalyzer analyzer, CodeFixProvider fix, string key)
{
    private const int MostFixes = 50;

    /// <summary>Fixes the first finding that the fix is offered for, until there is none.</summary>
    public async Task<Solution> OneByOneAsync(Solution solution)
    {
        for (var i = 0; i < MostFixes; i++)
        {
            if (await FirstAsync(solution) is not { } first)
                return solution;
            solution = await ApplyAsync(first.Action);
        }

        throw new InvalidOperationException($"Still something to fix after {MostFixes} fixes: a fix does not remove its finding.");
    }

    /// <summary>Applies the fix to all findings of the solution at once.</summary>
    public async Task<Solution> AllAsync(Solution solution)
    {
        var first = await FirstAsync(solution);
        Assert.NotNull(first);
        var context = new FixAllContext(
            first.Value.Document, fix, FixAllScope.Solution, key, fix.FixableDiagnosticIds, new FoundDiagnostics(FindAsync), default);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(action);
        return await ApplyAsync(action);
    }

    private async Task<(Document Document, CodeAction Action)?> FirstAsync(Solution solution)
    {
        foreach (var (document, diagnostic) in await FindAsync(solution))
        {
            CodeAction? found = null;
            var context = new CodeFixContext(
                document, diagnostic, (action, _) => found ??= action.EquivalenceKey == key ? action : null, default);
            await fix.RegisterCodeFixesAsync(context);
            if (found is not null)
                return (document, found);
        }

        return null;
    }

    private async Task<IReadOnlyList<(Document Document, Diagnostic Diagnostic)>> FindAsync(Solution solution)
    {
        var project = solution.Projects.Single();
        var compilation = await project.GetCompilationAsync();
        var reported = await compilation!.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync();
        return [.. reported
            .OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => (project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic))];
    }

    private static async Task<Solution> ApplyAsync(CodeAction action)
        => (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
}
