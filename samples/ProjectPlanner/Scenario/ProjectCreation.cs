using TokenTracking;
using TokenTracking.Providers;
using TokenTracking.Providers.Assistant;

namespace ProjectPlanner.Scenario;

/// <summary>
/// Description → tasks → subtasks. The description is in the system prompt, which is cached: it is sent with every question.
/// </summary>
internal sealed class ProjectCreation(ILlmProvider provider)
{
    public async Task<Plan> RunAsync(ProjectDescription project, CancellationToken cancellationToken)
    {
        using var agent = TrackingScope.Begin(agent: "planner");
        var system = $"You plan software projects. Answer with one JSON object and nothing else.\n\n{project.Text}";

        var parsed = await AskAsync(
            "project_parsing", system, """Which features does this project have? Answer with {"features": ["..."]}.""", cancellationToken);
        var features = OrElse(JsonAnswer.Texts(parsed, "features"), project.Features);

        var generated = await AskAsync(
            "task_generation", system,
            $$"""
            Which tasks lead to these features?
            {{string.Join('\n', features.Select(feature => "- " + feature))}}
            Answer with {"tasks": [{"name": "...", "description": "..."}]}.
            """, cancellationToken);
        var named = OrElse(JsonAnswer.Named(generated, "tasks"), [.. features.Select(feature => (feature, (string?)null))]);

        var tasks = new List<PlannedTask>();
        foreach (var (name, description) in named)
        {
            var task = new ProjectTask($"{project.Slug}-{tasks.Count + 1}", name, description);
            using var scope = TrackingScope.Begin(task: task.Id);
            var parts = await AskAsync(
                "subtask_decomposition", system,
                $$"""Which steps does the task "{{name}}" take? Answer with {"subtasks": ["..."]}.""", cancellationToken);
            tasks.Add(new PlannedTask(task, JsonAnswer.Texts(parts, "subtasks")));
        }

        return new Plan(project, tasks);
    }

    private async Task<string> AskAsync(string operation, string system, string prompt, CancellationToken cancellationToken)
    {
        using var scope = TrackingScope.Begin(operation: operation);
        var result = await provider.CompleteAsync(
            new LlmRequest { System = system, CacheSystem = true, Prompt = prompt, MaxOutputTokens = 4000 }, cancellationToken);
        return result.Text;
    }

    private static IReadOnlyList<T> OrElse<T>(IReadOnlyList<T> items, IReadOnlyList<T> others) => items.Count > 0 ? items : others;
}
