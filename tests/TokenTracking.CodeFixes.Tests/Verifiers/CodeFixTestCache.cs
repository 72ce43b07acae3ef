using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing.Model;

namespace TokenTracking.Testing;

/// <summary>
/// What one test of a fix has built. The four ways to apply a fix begin with the same sources, and the second pass begins with
/// those that the first ended with: equal sources are one project, which is built once.
/// </summary>
internal sealed class CodeFixTestCache
{
    private readonly ConcurrentDictionary<string, Task<Project>> _projects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Project, Project> _withOptions = new();

    public Task<Project> ProjectAsync(EvaluatedProjectState state)
        => _projects.GetOrAdd(
            string.Concat(state.Sources.Select(static file => $"{file.filename}\0{file.content}\0")),
            _ => FixedSolution.ProjectAsync(state));

    public Project WithOptions(Project project, Func<Project, Project> apply) => _withOptions.GetOrAdd(project, apply);
}
