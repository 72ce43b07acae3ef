using System.Text.Json;
using TokenTracking.Package.Tests.Packing;

namespace TokenTracking.Package.Tests;

/// <summary>
/// <c>tokens coverage</c> over a solution of projects that take the package: directly, through another project, and not at all.
/// </summary>
[Collection(PackedPackages.Name)]
public sealed class CoverageTests(LocalFeed feed)
{
    // What these frameworks would fetch beyond what every SDK has, and no test needs.
    private const string WindowsAnywhere =
        "<EnableWindowsTargeting>true</EnableWindowsTargeting>"
        + "<DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>";
    private const string NoBlazorScripts = "<RequiresAspNetWebAssets>false</RequiresAspNetWebAssets>";

    [Fact]
    public async Task A_solution_is_built_and_summed_by_project_and_framework_with_the_lines_of_Razor_pages()
    {
        var engine = new ConsumerProject(
            feed, "Engine",
            new ConsumerSettings
            {
                IsExecutable = false, TargetFrameworks = "net10.0;net10.0-windows",
                Properties = "<ErrorLog>own.$(TargetFramework).sarif</ErrorLog>" + WindowsAnywhere,
            },
            "TokenTracking", "TokenTracking.Providers");
        // Strict, and warnings are errors: it can be measured all the same.
        _ = new ConsumerProject(
            feed, "Pages",
            new ConsumerSettings
                { Sdk = "Microsoft.NET.Sdk.Web", Properties = "<TokenTrackingStrict>true</TokenTrackingStrict>" + NoBlazorScripts },
                "../Engine");
        _ = new ConsumerProject(feed, "Plain", new ConsumerSettings { IsExecutable = false });
        await File.WriteAllTextAsync(Path.Combine(feed.Folder, "All.slnx"), """
            <Solution>
              <Project Path="Engine/Engine.csproj" />
              <Project Path="Pages/Pages.csproj" />
              <Project Path="Plain/Plain.csproj" />
            </Solution>
            """);

        var run = await TokensAsync("coverage", "All.slnx", "--format", "json", "--min", "80");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Coverage is 75 %, below the minimum of 80 %.", run.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(run.Output[..(run.Output.LastIndexOf('}') + 1)]);
        var root = document.RootElement;
        Assert.Equal((75m, 6, 3, 0, 2, 1, false), (
            root.GetProperty("percentage").GetDecimal(), root.GetProperty("sites").GetInt32(), root.GetProperty("tracked").GetInt32(),
            root.GetProperty("assumed").GetInt32(), root.GetProperty("declined").GetInt32(), root.GetProperty("untracked").GetInt32(),
            root.GetProperty("passed").GetBoolean()));
        Assert.Equal(
            ["Engine net10.0 1/2", "Engine net10.0-windows 1/2", "Pages net10.0 1/2"],
            root.GetProperty("projects").EnumerateArray().Select(static row
                => $"{row.GetProperty("project")} {row.GetProperty("framework")} {row.GetProperty("tracked")}/{row.GetProperty("sites")}"));
        Assert.Equal(["Pages/Components/Chat.razor:8 AnthropicProvider.CompleteAsync"], Places(root, "untrackedSites"));
        Assert.Equal("a health check", root.GetProperty("declinedSites")[0].GetProperty("reason").GetString());
        Assert.Equal(
            ["own.net10.0-windows.sarif", "own.net10.0.sarif"],
            Directory.EnumerateFiles(engine.Folder, "own.*.sarif").Select(static file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_project_that_does_not_build_is_not_measured_and_its_errors_are_shown()
    {
        var broken = new ConsumerProject(feed, "Broken", new ConsumerSettings { IsExecutable = false, Sources = "Plain" }, "TokenTracking");
        broken.Write("Broken.cs", "class Broken { int M() => missing; }");

        var run = await TokensAsync("coverage", "Broken");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Broken.cs(1,27): error CS0103: The name 'missing' does not exist in the current context", run.Output,
            StringComparison.Ordinal);
        Assert.Contains("does not build (the exit code of dotnet build is 1). Nothing was measured.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_the_package_has_nothing_to_measure()
    {
        _ = new ConsumerProject(feed, "Without", new ConsumerSettings { IsExecutable = false, Sources = "Plain" });

        var run = await TokensAsync("coverage", Path.Combine("Without", "Without.csproj"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("uses the package TokenTracking, so there is nothing to measure.", run.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Places(JsonElement root, string name)
        => root.GetProperty(name).EnumerateArray()
            .Select(static place => $"{place.GetProperty("file")}:{place.GetProperty("line")} {place.GetProperty("call")}");

    private Task<CommandRun> TokensAsync(params string[] arguments)
        => DotNetCommand.RunAsync(
            feed.Folder, feed.Environment, ["exec", Path.Combine(AppContext.BaseDirectory, "tokens.dll"), .. arguments]);
}
