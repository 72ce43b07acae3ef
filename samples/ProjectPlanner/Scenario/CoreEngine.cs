using System.Text;
using TokenTracking;
using TokenTracking.Providers;
using TokenTracking.Providers.Assistant;

namespace ProjectPlanner.Scenario;

/// <summary>Hands the tasks out, and helps where one is blocked. The instructions come as a stream, as a person reads them.</summary>
internal sealed class CoreEngine(ILlmProvider provider)
{
    private const string Blocker = "The test environment refuses the new credentials.";

    private readonly ProjectAssistant _assistant = new(provider);

    public async Task<Plan> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        using var agent = TrackingScope.Begin(agent: "core-engine");
        foreach (var planned in plan.Tasks)
            await WriteInstructionsAsync(planned, cancellationToken);

        // What comes of the work is not this sample's subject: the last task of each plan is blocked, and fails.
        var last = plan.Tasks[^1];
        await _assistant.AnalyzeBlockerAsync(last.Task, Blocker, cancellationToken: cancellationToken);
        return plan with { Tasks = [.. plan.Tasks.SkipLast(1), last with { Failure = Blocker }] };
    }

    private async Task<string> WriteInstructionsAsync(PlannedTask planned, CancellationToken cancellationToken)
    {
        using var scope = TrackingScope.Begin(task: planned.Task.Id, operation: "write_instructions");
        var request = new LlmRequest
        {
            System = "You instruct developers. Be brief.",
            Prompt = $"Write the instructions for \"{planned.Task.Name}\" with the steps {string.Join(", ", planned.Subtasks)}.",
        };
        var instructions = new StringBuilder();
        await foreach (var update in provider.StreamAsync(request, cancellationToken))
            instructions.Append(update.Text);
        return instructions.ToString();
    }
}
