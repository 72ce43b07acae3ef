using TokenTracking;
using TokenTracking.Providers;

namespace ProjectPlanner.Scenario;

/// <summary>One thing that the look back brought up.</summary>
internal sealed record Finding(string Kind, string? TaskId, string Text);

/// <summary>Looks back: did we build what was asked for, what did our decisions do, were the instructions good, why did tasks fail, what
/// was
/// done twice? The costliest part of a project's life, and the one that usually nobody counts.</summary>
internal sealed class PostProjectAnalysis(ILlmProvider provider)
{
    private const string Form = """Answer with {"finding": "...", "severity": "low, medium or high"}.""";

    private readonly List<Finding> _findings = [];

    public async Task<IReadOnlyList<Finding>> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        using var agent = TrackingScope.Begin(agent: "analyzer");
        foreach (var planned in plan.Tasks)
        {
            using var scope = TrackingScope.Begin(task: planned.Task.Id);
            await AskAsync("requirement_divergence", plan, $"Does \"{planned.Task.Name}\" still serve the requirement it came from?",
                cancellationToken);
            await AskAsync(
                "instruction_quality", plan, $"Were the instructions for \"{planned.Task.Name}\" clear and whole?", cancellationToken);
            if (planned.Failure is { } failure)
                await AskAsync("failure_diagnosis", plan, $"Why did \"{planned.Task.Name}\" fail? Reported: {failure}", cancellationToken);
        }

        foreach (var decision in plan.Project.Decisions)
            await AskAsync("decision_impact", plan, $"Which tasks did this decision change, and how? \"{decision}\"", cancellationToken);

        var all = string.Join('\n', plan.Tasks.Select(planned => $"- {planned.Task.Name}: {string.Join(", ", planned.Subtasks)}"));
        await AskAsync("task_redundancy", plan, $"Which of these tasks did the same work twice?\n{all}", cancellationToken);
        return _findings;
    }

    private async Task AskAsync(string operation, Plan plan, string question, CancellationToken cancellationToken)
    {
        using var scope = TrackingScope.Begin(operation: operation);
        var request = new LlmRequest { System = $"You review finished projects.\n\n{plan.Project.Text}", Prompt = $"{question}\n{Form}" };
        var result = await provider.CompleteAsync(request, cancellationToken);
        _findings.Add(new Finding(operation, scope.Task, result.Text));
    }
}
