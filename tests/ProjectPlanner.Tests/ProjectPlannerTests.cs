using System.Globalization;
using System.Text.Json;

namespace ProjectPlanner.Tests;

/// <summary>The whole chain: sample → generated decorators → tracker → journal → store → command.</summary>
public sealed class ProjectPlannerTests : IDisposable
{
    private readonly Programs _programs = new();

    public void Dispose() => _programs.Dispose();

    [Fact]
    public async Task What_the_sample_prints_is_what_the_command_reports_and_a_second_run_adds_to_it()
    {
        var first = await _programs.PlanAsync();
        Assert.True(first.ExitCode == 0, first.Error);
        var once = (await _programs.ReportAsync()).GetProperty("totals");
        Assert.Equal(TokensOf(first), once.GetProperty("totalTokens").GetInt64());
        AssertPrinted(first, once);

        var second = await _programs.PlanAsync();
        var twice = (await _programs.ReportAsync()).GetProperty("totals");
        Assert.Equal(TokensOf(first), TokensOf(second));
        foreach (var figure in new[] { "calls", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "totalTokens",
            "callsWithoutUsage", "failedCalls" })
            Assert.Equal(2 * once.GetProperty(figure).GetInt64(), twice.GetProperty(figure).GetInt64());
        Assert.Equal(2 * once.GetProperty("cost").GetDecimal(), twice.GetProperty("cost").GetDecimal());
        AssertPrinted(second, twice);
    }

    [Fact]
    public async Task The_report_in_the_readme_is_what_the_command_prints()
    {
        await _programs.PlanAsync();
        var printed = await _programs.PrintAsync("report", "--by", "project", "--timezone", "Etc/UTC");
        var readme = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "README.md"))).ReplaceLineEndings("\n");

        Assert.Contains("$ tokens report --by project\n" + printed.TrimEnd() + "\n```", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_project_is_answered_with_what_its_creation_used()
    {
        var run = await _programs.PlanAsync();

        var created = run.Objects();
        Assert.Equal(
            ["proj_todo_cli", "proj_booking_api", "proj_field_service"], created.Select(one => one.GetProperty("project_id").GetString()));
        Assert.Equal([3, 6, 12], created.Select(one => one.GetProperty("tasks_created").GetInt32()));
        foreach (var one in created)
        {
            Assert.True(one.GetProperty("success").GetBoolean());
            Assert.StartsWith("board_", one.GetProperty("board_id").GetString(), StringComparison.Ordinal);
            var usage = one.GetProperty("token_usage");
            var breakdown = usage.GetProperty("breakdown").EnumerateObject().ToDictionary(part => part.Name, part => part.Value.GetInt64());
            Assert.Equal(usage.GetProperty("total_tokens").GetInt64(), breakdown.Values.Sum());
            Assert.True(usage.GetProperty("cost").GetDecimal() > 0);
            Assert.Equal(
                [
                    "analyze_blocker", "analyze_integration", "analyze_task", "decision_impact", "estimate_effort", "failure_diagnosis",
                    "generate_enhanced_description", "infer_dependencies", "instruction_quality", "project_parsing",
                    "requirement_divergence",
                    "subtask_decomposition", "task_generation", "task_redundancy", "write_instructions",
                ],
                breakdown.Keys.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_run_has_all_providers_a_cache_a_rate_limit_with_fallback_and_a_call_without_usage()
    {
        await _programs.PlanAsync();

        var byProvider = Rows(await _programs.ReportAsync("--by", "provider"), "provider");
        Assert.Equal(["anthropic", "ollama", "openai"], byProvider.Keys.Order(StringComparer.Ordinal));
        Assert.True(byProvider["anthropic"].GetProperty("cacheReadTokens").GetInt64() > 0);
        Assert.True(byProvider["anthropic"].GetProperty("cacheWriteTokens").GetInt64() > 0);
        Assert.True(byProvider["openai"].GetProperty("reasoningTokens").GetInt64() > 0);
        Assert.Equal(0m, byProvider["ollama"].GetProperty("cost").GetDecimal());
        Assert.Equal(1, byProvider["ollama"].GetProperty("callsWithoutUsage").GetInt64());

        // The planner asks Anthropic first: what OpenAI answered of its operations is what fell back.
        var refused = byProvider["anthropic"].GetProperty("failedCalls").GetInt64();
        var planned = Rows(await _programs.ReportAsync("--by", "agent,provider"), "agent", "provider");
        Assert.True(refused > 0);
        var fellBack = planned.GetValueOrDefault("planner/openai").Calls() + planned.GetValueOrDefault("core-engine/openai").Calls();
        Assert.Equal(refused, fellBack);
        Assert.Equal(["analyzer", "core-engine", "enricher", "integrator", "planner"],
            planned.Keys.Select(key => key.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_store_that_is_no_store_is_said_to_be_so_and_the_calls_are_made_all_the_same()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_programs.Store)!);
        await File.WriteAllTextAsync(
            _programs.Store, "This is a letter to my aunt, and not a database at all. It is long enough to be one.");

        var run = await _programs.PlanAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("token_usage.db", run.Error, StringComparison.Ordinal);
        Assert.Contains("5/5 looked back on: 9 findings", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_not_there_is_said_to_be_so()
    {
        var run = await _programs.PlanAsync("no-such-idea.md");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("^Could not find file .*no-such-idea\\.md", run.Error);
    }

    private static long TokensOf(ProgramRun run)
        => run.Objects().Sum(one => one.GetProperty("token_usage").GetProperty("total_tokens").GetInt64());

    private static void AssertPrinted(ProgramRun run, JsonElement totals)
    {
        var printed = Assert.Single(run.Output.Split('\n'), line => line.TrimStart().StartsWith("Total ", StringComparison.Ordinal));
        foreach (var figure in new[] { "calls", "inputTokens", "outputTokens", "totalTokens" })
            Assert.Contains(
                totals.GetProperty(figure).GetInt64().ToString("N0", CultureInfo.InvariantCulture), printed, StringComparison.Ordinal);
    }

    private static Dictionary<string, JsonElement> Rows(JsonElement report, params string[] dimensions)
        => report.GetProperty("rows").EnumerateArray().ToDictionary(
            row => string.Join('/', dimensions.Select(dimension => row.GetProperty("key").GetProperty(dimension).GetString())),
            StringComparer.Ordinal);
}

internal static class ReportRows
{
    public static long Calls(this JsonElement row) => row.ValueKind == JsonValueKind.Undefined ? 0 : row.GetProperty("calls").GetInt64();
}
