using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProjectPlanner.Scenario;
using TokenTracking;

namespace ProjectPlanner.Reporting;

/// <summary>What a tool that creates a project answers, with what the creation used.</summary>
internal sealed record ProjectCreated(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("project_id")] string ProjectId,
    [property: JsonPropertyName("board_id")] string BoardId,
    [property: JsonPropertyName("tasks_created")] int TasksCreated,
    [property: JsonPropertyName("token_usage")] ProjectTokenUsage TokenUsage)
{
    private static readonly JsonSerializerOptions Indented = new()
        { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer for what this run spent on the project; what earlier runs spent is in the report.</summary>
    public static async Task<ProjectCreated> OfAsync(
        Plan plan, TokenTracker tracker, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await tracker.FlushAsync(cancellationToken);
        var query = new UsageQuery { From = since, GroupBy = [UsageDimension.Operation] }
            .Only(UsageDimension.Project, plan.Project.ProjectId);
        var report = await tracker.Store.QueryAsync(query, cancellationToken);
        return new ProjectCreated(
            Success: true, plan.Project.ProjectId, plan.Project.BoardId, plan.Tasks.Count,
            new ProjectTokenUsage(
                report.Totals.TotalTokens,
                report.Totals.Cost,
                report.Totals.UnpricedCalls,
                report.Totals.CallsWithoutUsage,
                report.Totals.FailedCalls,
                report.Rows.ToDictionary(row => row.Key[0] ?? "(none)", row => row.Figures.TotalTokens)));
    }

    public string ToJson() => JsonSerializer.Serialize(this, Indented);
}

/// <summary>Tokens and USD. Unknown values are counted separately, never as zero.</summary>
internal sealed record ProjectTokenUsage(
    [property: JsonPropertyName("total_tokens")] long TotalTokens,
    [property: JsonPropertyName("cost")] decimal? Cost,
    [property: JsonPropertyName("unpriced_calls")] long UnpricedCalls,
    [property: JsonPropertyName("calls_without_usage")] long CallsWithoutUsage,
    [property: JsonPropertyName("failed_calls")] long FailedCalls,
    [property: JsonPropertyName("breakdown")] IReadOnlyDictionary<string, long> Breakdown);
