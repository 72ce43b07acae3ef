using System.Text.Json;
using TokenTracking.Package.Tests.Packing;

namespace TokenTracking.Package.Tests;

/// <summary><c>tokens audit</c> over projects that reference the package, and make its rules errors.</summary>
[Collection(PackedPackages.Name)]
public sealed class AuditTests(LocalFeed feed)
{
    [Fact]
    public async Task The_rules_of_a_projects_own_package_find_what_is_tracked_and_what_is_not()
    {
        _ = new ConsumerProject(
            feed, "AuditedEngine", new ConsumerSettings { IsExecutable = false, Sources = "Engine" }, "TokenTracking",
            "TokenTracking.Providers");
        var app = new ConsumerProject(
            feed, "AuditedApp",
            new ConsumerSettings
            {
                IsExecutable = false, Sources = "Plain", Properties = "<TokenTrackingStrict>true</TokenTrackingStrict>",
            },
            "../AuditedEngine");
        app.Write("Parser.cs", """
            using TokenTracking.Providers;

            public sealed class Parser
            {
                private readonly ILlmProvider _llm = new LlmAbstraction();

                public async Task ParseAsync(string[] texts)
                {
                    foreach (var text in texts)
                        await _llm.CompleteAsync(new LlmRequest { Prompt = text });
                }
            }
            """);
        app.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.TT1001.severity = error\n");

        var run = await DotNetCommand.RunAsync(
            feed.Folder, feed.Environment,
            ["exec", Path.Combine(AppContext.BaseDirectory, "tokens.dll"), "audit", app.Folder, "--format", "json"]);

        Assert.True(run.ExitCode == 0, run.Output);
        using var document = JsonDocument.Parse(run.Output);
        var root = document.RootElement;
        Assert.Equal((50m, 3, 1, 1, 1), (
            root.GetProperty("percentage").GetDecimal(), root.GetProperty("sites").GetInt32(), root.GetProperty("tracked").GetInt32(),
            root.GetProperty("declined").GetInt32(), root.GetProperty("untracked").GetInt32()));
        Assert.Equal(
            ["Parser no CRITICAL", "Planner yes "],
            root.GetProperty("components").EnumerateArray().Select(static row
                => $"{row.GetProperty("component")} {row.GetProperty("tracked")} {row.GetProperty("priority")}"));
        Assert.Equal(
            "Create the provider with tracking (WithTokenTracking, or a registration with TrackAiProviders) at Parser.cs:5.",
            root.GetProperty("steps")[0].GetString());
    }
}
