using TokenTracking.Package.Tests.Packing;

namespace TokenTracking.Package.Tests;

/// <summary>The package's switches, in a project that has the package through another one.</summary>
[Collection(PackedPackages.Name)]
public sealed class SwitchTests(LocalFeed feed)
{
    private const string Untracked = "Switched";

    private static ConsumerProject? _project;

    [Theory]
    [InlineData("error TT1001", "error TT1002", "-p:TokenTrackingStrict=true")]
    [InlineData("", "", "-p:TokenTrackingAnalyzers=false")]
    [InlineData("warning TT1001", "warning TT1002", "-p:TokenTrackingGenerator=false")]
    public async Task A_switch_does_what_it_says(string construction, string usage, string option)
    {
        var project = Project();
        project.DeleteGeneratedFiles();

        var run = await project.BuildAsync("--no-incremental", option);

        Assert.Equal(construction.StartsWith("error", StringComparison.Ordinal), run.ExitCode != 0);
        Assert.Equal([.. new[] { construction, usage }.Where(static expected => expected.Length > 0)], Findings(run));
        if (run.ExitCode == 0)
            Assert.Equal(!option.Contains("Generator", StringComparison.Ordinal),
                project.GeneratedFiles().Contains("TokenTracking.Providers.ILlmProvider.g.cs"));
    }

    [Theory]
    [InlineData("roslyn4.8", "4.8")]
    [InlineData("roslyn3.11", "3.11")]
    public async Task Too_old_a_compiler_is_an_error_of_its_own(string version, string shown)
    {
        var run = await Project().BuildAsync("--no-incremental", "-p:CompilerApiVersion=" + version);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(
            $"error TT9001: TokenTracking needs the C# compiler 4.14 or later (.NET SDK 9.0.300), and this project is built with {shown}:",
            run.Output, StringComparison.Ordinal);
    }

    // One for all: a build that is begun anew with another option restores nothing.
    private ConsumerProject Project()
    {
        if (_project?.Folder.StartsWith(feed.Folder, StringComparison.Ordinal) is true)
            return _project;
        _ = new ConsumerProject(
            feed, "Between", new ConsumerSettings { IsExecutable = false, Sources = "Plain" }, "TokenTracking", "TokenTracking.Providers");
        return _project = new ConsumerProject(
            feed, Untracked, new ConsumerSettings { IsExecutable = false, WarningsAsErrors = false, Sources = "Untracked" }, "../Between");
    }

    private static IEnumerable<string> Findings(CommandRun run)
        => run.Output.Split('\n')
            .Select(static line => line.IndexOf(" TT", StringComparison.Ordinal) is var at and > 0
                && line.LastIndexOf(": ", at, StringComparison.Ordinal) is var before and > 0
                ? line[(before + 2)..(at + 7)]
                : "")
            .Where(static finding => finding.Length > 0).Distinct().Order(StringComparer.Ordinal);
}
