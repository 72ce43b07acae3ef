using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Testing;

/// <summary>A solution of one project with the test's sources and the prelude.</summary>
internal sealed class FixWorkspace
{
    public FixWorkspace(IReadOnlyDictionary<string, string> sources, OutputKind outputKind)
    {
        var id = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace().CurrentSolution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "Tested", "Tested", LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(outputKind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true),
                parseOptions: TestedProject.ParseOptions,
                metadataReferences: [.. TestedProject.References, .. TestReferences.Named("OpenAI", "System.ClientModel", "Microsoft.Extensions.AI.Abstractions")],
                analyzerReferences: [new GeneratorReference()]));
        foreach (var (name, text) in sources.Concat(TestPrelude.Sources))
            solution = solution.AddDocument(DocumentId.CreateNewId(id), name, SourceText.From(text), filePath: name);
        Solution = solution;
    }

    public Solution Solution { get; }

    public static IEnumerable<Document> Tested(Solution solution, IEnumerable<string> names)
        => solution.Projects.SelectMany(static project => project.Documents).Where(document => names.Contains(document.Name, StringComparer.Ordinal));

    public static async Task<Solution> ApplyAsync(CodeAction action, Solution solution)
    {
        var operations = await action.GetOperationsAsync(solution, new Progress(), default);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private sealed class Progress : IProgress<CodeAnalysisProgress>
    {
        public void Report(CodeAnalysisProgress value)
        {
            // Nobody watches.
        }
    }
}
