using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing.Model;

namespace TokenTracking.Testing;

/// <summary>Solutions of one project with a test's sources and the prelude, in which the generator runs as it does in an IDE.</summary>
internal static class FixedSolution
{
    private static readonly MetadataReference[] References =
    [
        .. TestedProject.References,
        .. TestReferences.Named(
            "OpenAI", "System.ClientModel", "Microsoft.Extensions.AI", "Microsoft.Extensions.AI.Abstractions",
            "Microsoft.Extensions.Caching.Abstractions"),
    ];

    /// <summary>The project with the files of a test.</summary>
    public static async Task<Project> ProjectAsync(EvaluatedProjectState state) => (await TestedAsync()).With(state);

    /// <summary>The solution of a library with sources by file name.</summary>
    public static async Task<Solution> OfAsync(IEnumerable<KeyValuePair<string, string>> sources)
        => (await TestedAsync())
            .With(OutputKind.DynamicallyLinkedLibrary, sources.Select(static file => (file.Key, SourceFile.TextOf(file.Value))))
            .Solution;

    private static Task<TestedProject> TestedAsync() => TestedProject.OfAsync(References, TestPrelude.Sources, generates: true);
}
