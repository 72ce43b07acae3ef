using TokenTracking.Architecture.Tests.Graphs;

namespace TokenTracking.Architecture.Tests.Sources;

/// <summary>The projects under src with the graph of their files, made once for all tests.</summary>
internal static class Repository
{
    private static readonly Lazy<IReadOnlyList<ProjectGraph>> Bound = new(static () => ReadFrom(References.RepositoryRoot));

    public static IReadOnlyList<ProjectGraph> Projects => Bound.Value;

    public static ProjectGraph Project(string name) => Projects.Single(project => project.Name == name);

    public static IReadOnlyList<ProjectGraph> ReadFrom(string root)
        => [.. BoundProject.BindAll(root).Select(static project => new ProjectGraph(project, FileUses.Of(project)))];
}

/// <summary>A project, the graph of its files and the graph of its folders.</summary>
internal sealed record ProjectGraph(BoundProject Bound, Graph<SourceFile> Files)
{
    public string Name => Bound.Project.Name;

    public Graph<string> Folders { get; } = Files.GroupBy(static file => file.Folder is "" ? "(root)" : file.Folder);
}
