using TokenTracking.Package.Tests.Packing;

namespace TokenTracking.Package.Tests;

/// <summary>Projects outside of the repository that take the packages from a feed, built and run as their owners would.</summary>
[Collection(PackedPackages.Name)]
public sealed class ConsumerTests(LocalFeed feed)
{
    private const string Providers = "TokenTracking.Providers";
    private const string Container = "Microsoft.Extensions.DependencyInjection";

    [Fact]
    public async Task The_example_of_the_readme_builds_runs_and_leaves_its_call_in_the_store()
    {
        var project = new ConsumerProject(feed, "Readme", "TokenTracking", "TokenTracking.Sqlite", Container);
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "Program.cs"), ReadmeExample());

        (await project.BuildAsync()).Succeeded();
        (await project.RunAsync()).Succeeded();

        using var store = SqliteUsageStore.OpenReadOnly(Path.Combine(project.Folder, "data", "token_usage.db"));
        var report = await store.QueryAsync(
            new UsageQuery { GroupBy = [UsageDimension.Project, UsageDimension.Agent, UsageDimension.Operation] });
        var row = Assert.Single(report.Rows);
        Assert.Equal(["proj_123", "analyzer", "summarize"], row.Key);
        Assert.Equal(
            (1L, 1_000L, 100L, 0L), (row.Figures.Calls, row.Figures.InputTokens, row.Figures.OutputTokens, row.Figures.UnpricedCalls));
        Assert.Equal(0.0045m, row.Figures.Cost);
        Assert.Equal(
            [
                "ISummarizer.g.cs", "Microsoft.CodeAnalysis.EmbeddedAttribute.cs", "TokenTracking.TrackAiProviders.g.cs",
                "TokenTracking.Wraps.g.cs",
            ],
            project.GeneratedFiles());
    }

    [Fact]
    public async Task A_program_has_the_generator_from_a_library_that_takes_the_package()
    {
        _ = new ConsumerProject(feed, "Library", new ConsumerSettings { IsExecutable = false }, "TokenTracking", Providers);
        var project = new ConsumerProject(feed, "App", "../Library", Container);

        (await project.BuildAsync()).Succeeded();

        Assert.Equal("calls 5, tokens 359, factory True", (await project.RunAsync()).Succeeded().Trim());
    }

    [Fact]
    public async Task What_escapes_is_a_warning_in_the_log_of_the_build_until_the_fixes_are_applied()
    {
        var project = new ConsumerProject(
            feed, "Untracked", new ConsumerSettings { IsExecutable = false, WarningsAsErrors = false }, "TokenTracking", Providers);

        var warnings = Warnings((await project.BuildAsync()).Succeeded());

        Assert.Equal(2, warnings.Count);
        Assert.Contains(
            "(6,42): warning TT1001: 'LlmAbstraction' implements tracked interface 'ILlmProvider'", warnings[0], StringComparison.Ordinal);
        Assert.Contains("/docs/rules/TT1001.md", warnings[0], StringComparison.Ordinal);
        Assert.Contains("(13,19): warning TT1002: 'CompleteAsync' on untracked 'AnthropicProvider'", warnings[1], StringComparison.Ordinal);
        Assert.Contains("/docs/rules/TT1002.md", warnings[1], StringComparison.Ordinal);

        (await project.ApplyFixesAsync("TT1001", "TT1002")).Succeeded();

        var source = await File.ReadAllTextAsync(Path.Combine(project.Folder, "Untracked.cs"));
        Assert.Contains("_llm = LlmFactory.Create(tracker: tracker);", source, StringComparison.Ordinal);
        Assert.Contains("await tracker.TrackAsync(\"complete\", () => provider.CompleteAsync(", source, StringComparison.Ordinal);
        Assert.Empty(Warnings((await project.BuildAsync()).Succeeded()));
    }

    private static List<string> Warnings(string log)
        => [.. log.Split('\n').Where(static line => line.Contains(": warning ", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)
            .OrderBy(static line => line[line.IndexOf("warning ", StringComparison.Ordinal)..], StringComparer.Ordinal)];

    private static string ReadmeExample()
    {
        const string Begin = "```csharp\n";
        var readme = File.ReadAllText(Path.Combine(BuildFacts.RepositoryRoot, "README.md")).ReplaceLineEndings("\n");
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
