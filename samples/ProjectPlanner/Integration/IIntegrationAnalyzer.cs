using TokenTracking;

namespace ProjectPlanner.Integration;

/// <summary>An interface of this program with its own result type. Tracking requires only the attribute. The compiler finds the counts in
/// the result by their names.</summary>
[TrackAiUsage(Provider = "ollama")]
internal interface IIntegrationAnalyzer
{
    [AiOperation("analyze_integration")]
    Task<IntegrationFinding> AnalyzeAsync(
        [UsageTag("task")] string taskId, string task, string neighbour, CancellationToken cancellationToken);
}

/// <summary>Where two tasks touch, and the counts as the model's server gave them.</summary>
internal sealed record IntegrationFinding(string Text, string? Model, long? PromptEvalCount, long? EvalCount);
