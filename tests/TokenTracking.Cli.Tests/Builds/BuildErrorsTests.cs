using TokenTracking.Cli.Builds;

namespace TokenTracking.Cli.Tests.Builds;

/// <summary>The lines that tools under MSBuild print.</summary>
public class BuildErrorsTests
{
    [Theory]
    [InlineData(
        "/src/App/Parser.cs(3,5): error CS0103: The name 'x' does not exist [/src/App/App.csproj::TargetFramework=net8.0]",
        "/src/App/App.csproj", "net8.0", "Parser.cs(3,5): CS0103: The name 'x' does not exist")]
    [InlineData(
        "/src/App/Parser.cs(3,5): error CS0103: A text [with] brackets [/src/App/App.csproj]",
        "/src/App/App.csproj", null, "Parser.cs(3,5): CS0103: A text [with] brackets")]
    [InlineData(
        "/src/App/App.csproj : error NU1101: Unable to find package X. [/src/All.slnx]",
        "/src/App/App.csproj", null, "NU1101: Unable to find package X.")]
    [InlineData(
        "/src/App/App.csproj : error NU1101: Unable to find package X. [TargetFramework=net10.0]",
        "/src/App/App.csproj", "net10.0", "NU1101: Unable to find package X.")]
    [InlineData(
        @"C:\src\App\App.csproj : error NU1101: Unable to find package X.",
        @"C:\src\App\App.csproj", null, "NU1101: Unable to find package X.")]
    [InlineData(
        "CSC : error CS5001: Program does not contain a static 'Main' method [/src/App/App.csproj]",
        "/src/App/App.csproj", null, "CS5001: Program does not contain a static 'Main' method")]
    [InlineData(
        "/sdk/Microsoft.NET.Sdk.targets(12,3): error NETSDK1147: To build this project, install a workload: maui [/src/M/M.csproj]",
        "/src/M/M.csproj", null, "Microsoft.NET.Sdk.targets(12,3): NETSDK1147: To build this project, install a workload: maui")]
    public void An_error_names_its_project(string line, string project, string? framework, string reason)
        => Assert.Equal([new ProjectFailure(project, framework, reason)], BuildErrors.Of([line]));

    [Theory]
    [InlineData("/src/App/Parser.cs(3,5): warning CS0168: unused [/src/App/App.csproj]")]
    [InlineData("    0 Error(s)")]
    [InlineData("Build FAILED.")]
    [InlineData("/src/All.slnx : error MSB5009: Error parsing the nested project section")]
    [InlineData("")]
    public void Other_lines_name_none(string line) => Assert.Empty(BuildErrors.Of([line]));

    [Fact]
    public void A_project_has_its_first_error_once_for_each_framework()
    {
        var failures = BuildErrors.Of(
        [
            "/a.cs(1,1): error CS0001: one [/A.csproj::TargetFramework=net8.0]",
            "/a.cs(1,1): error CS0001: one [/A.csproj::TargetFramework=net10.0]",
            "/a.cs(2,1): error CS0002: two [/A.csproj::TargetFramework=net8.0]", "/b.cs(2,1): error CS0002: two [/B.csproj]",
        ]);

        Assert.Equal(
            ["/A.csproj net8.0 a.cs(1,1): CS0001: one", "/A.csproj net10.0 a.cs(1,1): CS0001: one", "/B.csproj  b.cs(2,1): CS0002: two"],
            failures.Select(static each => $"{each.Project} {each.Framework} {each.Reason}"));
    }

    [Fact]
    public void The_first_error_needs_no_project()
        => Assert.Equal(
            "MSB1009: Project file does not exist.",
            BuildErrors.First(["Restore", "MSBUILD : error MSB1009: Project file does not exist.", "x : error MSB1: y"]));
}
