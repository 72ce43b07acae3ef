using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace TokenTracking.Testing;

/// <summary>
/// Applies one fix to every finding: one after the other, and by fix-all in document, project and solution. Fails where a source does not
/// compile before or after, where the findings are not those marked, where the ways disagree, and where fixing twice changes more.
/// </summary>
internal sealed class CodeFixTest(DiagnosticAnalyzer analyzer, CodeFixProvider fix)
{
    private const int MostFixes = 50;

    private readonly Dictionary<Solution, Task<IReadOnlyList<(Document Document, Diagnostic Diagnostic)>>> _findings = [];

    /// <summary>The sources, by file name, with markup.</summary>
    public Dictionary<string, string> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>The sources after the fix, with markup for what stays; one that is not listed stays as it is.</summary>
    public Dictionary<string, string> FixedSources { get; } = new(StringComparer.Ordinal);

    /// <summary>The equivalence key of the fix; needed where the fixer offers several.</summary>
    public required string Key { get; init; }

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public async Task RunAsync()
    {
        var original = new FixWorkspace(Sources.ToDictionary(static source => source.Key, static source => TestMarkup.Parse(source.Value).Text), OutputKind);
        await VerifyFindingsAsync(original.Solution, Sources, "before the fix");
        var expected = Sources.ToDictionary(
            static source => source.Key, source => FixedSources.GetValueOrDefault(source.Key) ?? source.Value, StringComparer.Ordinal);

        var oneByOne = await FixOneByOneAsync(original.Solution);
        await VerifyAsync(oneByOne, expected, "fixed one by one");
        foreach (var scope in (FixAllScope[])[FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution])
        {
            var all = await FixAllAsync(original.Solution, scope);
            await VerifyAsync(all, expected, $"fixed all in {scope}");
            await VerifyAsync(await FixAllAsync(all, scope), expected, $"fixed all in {scope}, twice");
        }
    }

    /// <summary>Fixes the first finding that the fix is offered for, until there is none.</summary>
    public async Task<Solution> FixOneByOneAsync(Solution solution)
    {
        for (var i = 0; i < MostFixes; i++)
        {
            var next = await FirstActionAsync(solution);
            if (next is null)
                return solution;
            solution = await FixWorkspace.ApplyAsync(next, solution);
        }

        throw new InvalidOperationException($"Still something to fix after {MostFixes} fixes: a fix does not remove its finding.");
    }

    private async Task<Microsoft.CodeAnalysis.CodeActions.CodeAction?> FirstActionAsync(Solution solution)
    {
        foreach (var (document, diagnostic) in await FindingsAsync(solution))
        {
            if (await ActionAsync(document, diagnostic) is { } action)
                return action;
        }

        return null;
    }

    private async Task<Microsoft.CodeAnalysis.CodeActions.CodeAction?> ActionAsync(Document document, Diagnostic diagnostic)
    {
        Microsoft.CodeAnalysis.CodeActions.CodeAction? found = null;
        var context = new CodeFixContext(document, diagnostic, (action, _) => found ??= action.EquivalenceKey == Key ? action : null, default);
        await fix.RegisterCodeFixesAsync(context);
        return found;
    }

    /// <summary>Applies the fix to all findings of a scope at once.</summary>
    public async Task<Solution> FixAllAsync(Solution solution, FixAllScope scope)
    {
        // A document's fix-all is asked for in each document that has a finding to fix, as a user would.
        var done = new HashSet<DocumentId>();
        while (true)
        {
            (Document Document, Diagnostic Diagnostic)? start = null;
            foreach (var finding in await FindingsAsync(solution))
            {
                if (!done.Contains(finding.Document.Id) && await ActionAsync(finding.Document, finding.Diagnostic) is not null)
                {
                    start = finding;
                    break;
                }
            }

            if (start is not { } at)
                return solution;
            var context = new FixAllContext(
                at.Document, fix, scope, Key, fix.FixableDiagnosticIds, new FoundDiagnostics(FindingsAsync), default);
            var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
            Assert.NotNull(action);
            solution = await FixWorkspace.ApplyAsync(action, solution);
            if (scope != FixAllScope.Document)
                return solution;
            done.Add(at.Document.Id);
        }
    }

    private async Task VerifyAsync(Solution solution, Dictionary<string, string> expected, string when)
    {
        foreach (var document in FixWorkspace.Tested(solution, expected.Keys))
        {
            var text = (await document.GetTextAsync()).ToString();
            var wanted = TestMarkup.Parse(expected[document.Name]).Text;
            if (text != wanted)
                Assert.Fail($"{document.Name}, {when}:\n--- expected\n{wanted}\n--- actual\n{text}");
        }

        await VerifyFindingsAsync(solution, expected, when);
    }

    private async Task VerifyFindingsAsync(Solution solution, Dictionary<string, string> sources, string when)
    {
        var expected = sources.SelectMany(source => TestMarkup.Parse(source.Value).Spans.Select(span => new DiagnosticResult(
            span.Id ?? analyzer.SupportedDiagnostics[0].Id) { Path = source.Key, TextSpan = span.Span }));
        var errors = new List<Diagnostic>();
        foreach (var project in solution.Projects)
            errors.AddRange((await project.GetCompilationAsync())!.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        if (errors.Count > 0)
            Assert.Fail($"Does not compile {when}:\n{string.Join('\n', errors)}");
        DiagnosticComparison.Verify(expected, (await FindingsAsync(solution)).Select(static finding => finding.Diagnostic));
    }

    private Task<IReadOnlyList<(Document Document, Diagnostic Diagnostic)>> FindingsAsync(Solution solution)
    {
        // A solution never changes: what was found in it once is found again.
        if (!_findings.TryGetValue(solution, out var found))
            _findings.Add(solution, found = FindAsync(solution));
        return found;
    }

    private async Task<IReadOnlyList<(Document Document, Diagnostic Diagnostic)>> FindAsync(Solution solution)
    {
        var findings = new List<(Document, Diagnostic)>();
        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync();
            var reported = await compilation!.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync();
            findings.AddRange(reported
                .OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(diagnostic => (project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic)));
        }

        return findings;
    }
}
