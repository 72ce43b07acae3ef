using TokenTracking.Architecture.Tests.Graphs;
using TokenTracking.Architecture.Tests.Sources;

namespace TokenTracking.Architecture.Tests.Walls;

/// <summary>The order of folders in docs/architecture.md, and the sources against it.</summary>
public sealed class FolderOrderTests
{
    private static IReadOnlyDictionary<string, FolderOrder> Orders { get; } = FolderOrder.ReadFrom(References.RepositoryRoot);

    public static TheoryData<string> Projects() => [.. Repository.Projects.Select(static project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_uses_one_that_stands_above_it(string name)
        => Offenders.None(Orders[name].Against(Repository.Project(name).Folders));

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_declared_folders_exist_and_are_in_one_direction(string name)
    {
        var order = Orders[name];
        var folders = Repository.Project(name).Folders.Nodes;

        Assert.DoesNotContain(order.Allowed.Nodes, declared => !folders.Any(folder => order.Declared(folder) == declared));
        Assert.DoesNotContain(folders, folder => order.Declared(folder) is null);
        Assert.Empty(Cycles.Knots(order.Allowed));
    }

    [Theory]
    [InlineData("C", "A", true)]
    [InlineData("D", "A", true)]
    [InlineData("C", "B", true)]
    [InlineData("A", "B", false)]
    [InlineData("A", "C", false)]
    [InlineData("D", "B", false)]
    [InlineData("A/Deep", "A/Other", true)]
    [InlineData("C", "A/Deep", true)]
    [InlineData("A/Deep", "C", false)]
    [InlineData("C/Near", "C", true)]
    [InlineData("C", "C/Near", false)]
    [InlineData("Unknown", "A", false)]
    public void A_folder_may_use_what_can_be_reached_against_the_arrows(string from, string to, bool allowed)
        => Assert.Equal(allowed, FolderOrder.Parse("A, B <- C <- C/Near\nA <- D\n").Allows(from, to));
}
