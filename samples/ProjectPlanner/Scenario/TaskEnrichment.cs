using TokenTracking;
using TokenTracking.Providers;
using TokenTracking.Providers.Assistant;

namespace ProjectPlanner.Scenario;

/// <summary>Makes each task ready to work on, with the assistant's own operations.</summary>
internal sealed class TaskEnrichment(ILlmProvider provider)
{
    private readonly ProjectAssistant _assistant = new(provider);

    public async Task<Plan> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        using var agent = TrackingScope.Begin(agent: "enricher");
        await _assistant.InferDependenciesAsync([.. plan.Tasks.Select(planned => planned.Task)], cancellationToken);

        var tasks = new List<PlannedTask>();
        foreach (var planned in plan.Tasks)
        {
            await _assistant.AnalyzeTaskAsync(planned.Task, cancellationToken: cancellationToken);
            var described = await _assistant.GenerateEnhancedDescriptionAsync(planned.Task, cancellationToken: cancellationToken);
            var task = described.IsUnderstood ? planned.Task with { Description = described.Text } : planned.Task;
            await _assistant.EstimateEffortAsync(task, cancellationToken: cancellationToken);
            tasks.Add(planned with { Task = task });
        }

        return plan with { Tasks = tasks };
    }
}
