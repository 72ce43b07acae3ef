using TokenTracking.Providers;
using TokenTracking.Providers.Assistant;

namespace ProjectPlanner.Scenario;

/// <summary>What the planner made of a description.</summary>
internal sealed record Plan(ProjectDescription Project, IReadOnlyList<PlannedTask> Tasks);

/// <summary>A task with its parts, and what came of it.</summary>
internal sealed record PlannedTask(ProjectTask Task, IReadOnlyList<string> Subtasks)
{
    /// <summary>Why the task failed; null if it did not.</summary>
    public string? Failure { get; init; }
}
