using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TokenTracking.Testing;

/// <summary>Gives fix-all the findings of a solution.</summary>
internal sealed class FoundDiagnostics(Func<Solution, Task<IReadOnlyList<(Document Document, Diagnostic Diagnostic)>>> find)
    : FixAllContext.DiagnosticProvider
{
    public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        => (await find(project.Solution))
            .Where(finding => finding.Document.Project.Id == project.Id)
            .Select(static finding => finding.Diagnostic);

    public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        => (await find(document.Project.Solution))
            .Where(finding => finding.Document.Id == document.Id)
            .Select(static finding => finding.Diagnostic);

    public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        => Task.FromResult<IEnumerable<Diagnostic>>([]);
}
