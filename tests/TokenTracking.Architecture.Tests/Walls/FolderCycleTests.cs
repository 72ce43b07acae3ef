using TokenTracking.Architecture.Tests.Graphs;
using TokenTracking.Architecture.Tests.Sources;

namespace TokenTracking.Architecture.Tests.Walls;

/// <summary>No folder can reach itself through another one, in any project; a subfolder is a folder of its own.</summary>
public sealed class FolderCycleTests
{
    public static TheoryData<string> Projects() => [.. Repository.Projects.Select(static project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_can_reach_itself(string name)
    {
        var folders = Repository.Project(name).Folders;

        Assert.True(Cycles.Knots(folders) is [], Describe(folders));
    }

    // A name that is not bound would be a missing arrow.
    [Theory]
    [MemberData(nameof(Projects))]
    public void The_sources_are_bound_without_errors(string name)
        => Offenders.None(Repository.Project(name).Bound.Errors.Select(static error => error.ToString()));

    [Fact]
    public void A_cycle_in_sources_is_found_and_described()
    {
        using var folder = new MadeUpProject(
            ("Storage/Ledger.cs", "namespace P.Storage; class Ledger { void Write(Tracking.Tracker tracker) => tracker.Log(); }"),
            ("Tracking/Tracker.cs", "namespace P.Tracking; class Tracker { internal void Log() { } }"),
            ("Tracking/Session.cs", "namespace P.Tracking; class Session { object Made() => Usage.Counts.Of(); }"),
            ("Usage/Counts.cs", "namespace P.Usage; class Counts { internal static object Of() => new Storage.Ledger(); }"),
            ("Wire/Reader.cs", "namespace P.Wire; class Reader { /* Storage.Ledger */ }"));

        var folders = Repository.ReadFrom(folder.Root).Single().Folders;

        Assert.Equal(
            """
            cycle of 3 folders: Storage, Tracking, Usage
              Storage -> Tracking: Storage/Ledger.cs:1 uses Tracker of Tracking/Tracker.cs
              Tracking -> Usage: Tracking/Session.cs:1 uses Counts.Of of Usage/Counts.cs
              Usage -> Storage: Usage/Counts.cs:1 uses Ledger of Storage/Ledger.cs
            """,
            Describe(folders));
    }

    private static string Describe(Graph<string> folders)
        => string.Join('\n', Cycles.Knots(folders).Select(knot =>
            $"cycle of {knot.Count} folders: {string.Join(", ", knot.Order(StringComparer.Ordinal))}\n"
            + string.Join('\n', Cycles.Shortest(folders, knot).Select(static arrow => $"  {arrow.From} -> {arrow.To}: {arrow.Example}"))));
}
