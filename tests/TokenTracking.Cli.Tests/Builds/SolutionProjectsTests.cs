using TokenTracking.Cli.Builds;
using TokenTracking.Cli.Tests.Audit;

namespace TokenTracking.Cli.Tests.Builds;

/// <summary>The projects that a build is for.</summary>
public class SolutionProjectsTests
{
    [Theory]
    [InlineData("All.slnx", """
        <Solution><Folder Name="/a/"><Project Path="a/A.csproj" Id="x" /></Folder><Project Path="b/B.fsproj" /></Solution>
        """)]
    [InlineData("All.sln", """
        Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "A", "a\A.csproj", "{1}"
        EndProject
        Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "Folder", "Folder", "{2}"
        EndProject
        Project("{F2A71F9B-5D33-465A-A702-920D77279786}") = "B", "b\B.fsproj", "{3}"
        EndProject
        """)]
    [InlineData("filters/Some.slnf", """
        {
          // Only what is deployed.
          "solution": { "path": "..\\All.sln", "projects": [ "a\\A.csproj", "b\\B.fsproj", "gone\\Gone.csproj", ] }
        }
        """)]
    public void A_solution_names_its_projects_in_each_format(string name, string text)
    {
        using var code = new CodeBase().With("a/A.csproj", "").With("b/B.fsproj", "").With(name, text);
        string[] expected = [Path.Combine(code.Folder, "a", "A.csproj"), Path.Combine(code.Folder, "b", "B.fsproj")];

        Assert.Equal(expected, SolutionProjects.Of([Path.Combine(code.Folder, name)]));
        Assert.Equal(expected, SolutionProjects.Of([expected[0], Path.Combine(code.Folder, name)]));
    }

    [Theory]
    [InlineData("All.slnf", "{ \"solution\": 1 }")]
    [InlineData("All.slnf", "not JSON")]
    [InlineData("All.slnf", "{ \"solution\": { \"path\": null, \"projects\": [ 3 ] } }")]
    [InlineData("All.sln", "")]
    [InlineData("All.slnx", "<Solution>")]
    public void A_solution_that_cannot_be_read_names_none(string name, string text)
    {
        using var code = new CodeBase().With(name, text);

        Assert.Empty(SolutionProjects.Of([Path.Combine(code.Folder, name)]));
    }

    [Fact]
    public void A_solution_that_does_not_exist_is_left_to_the_build()
        => Assert.Equal(["/nowhere/All.sln"], SolutionProjects.Of(["/nowhere/All.sln"]));
}
