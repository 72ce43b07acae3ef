using ProjectPlanner.Integration;
using ProjectPlanner.Reporting;
using TokenTracking;

namespace ProjectPlanner.Scenario;

/// <summary>The life of one project, from its description to the look back, on its own account.</summary>
internal sealed class ProjectRun(Desk desk, TokenTracker tracker, IIntegrationAnalyzer? integrationAnalyzer, TextWriter output)
{
    private const int Phases = 5;

    public async Task<ProjectCreated> RunAsync(ProjectDescription project, CancellationToken cancellationToken)
    {
        var began = tracker.TimeProvider.GetUtcNow();
        output.WriteLine($"\n{project.Name} ({project.ProjectId})");
        using var account = TrackingScope.Begin(project: project.ProjectId);

        var plan = await new ProjectCreation(desk.StartingWith("anthropic")).RunAsync(project, cancellationToken);
        Say(1, project, $"created: {plan.Tasks.Count} tasks with {plan.Tasks.Sum(task => task.Subtasks.Count)} subtasks");

        plan = await new TaskEnrichment(desk.StartingWith("openai")).RunAsync(plan, cancellationToken);
        Say(2, project, "enriched: dependencies, analyses, descriptions, efforts");

        plan = await new CoreEngine(desk.StartingWith("anthropic")).RunAsync(plan, cancellationToken);
        Say(3, project,
            $"worked on: {plan.Tasks.Count(task => task.Failure is null)} tasks "
            + $"done, {plan.Tasks.Count(task => task.Failure is not null)} failed");

        var seams = integrationAnalyzer is null ? [] : await new IntegrationAnalysis(integrationAnalyzer).RunAsync(plan, cancellationToken);
        Say(4, project,
            integrationAnalyzer is null ? "integration not analyzed: OLLAMA_HOST is not set"
                : $"integration analyzed: {seams.Count} seams");

        var findings = await new PostProjectAnalysis(desk.StartingWith("ollama")).RunAsync(plan, cancellationToken);
        Say(5, project,
            $"looked back on: {findings.Count} findings of {findings.Select(finding => finding.Kind).Distinct().Count()} kinds");

        return await ProjectCreated.OfAsync(plan, tracker, began, cancellationToken);
    }

    private void Say(int phase, ProjectDescription project, string what)
        => output.WriteLine(
            $"  {phase}/{Phases} {what,-62} {tracker.GetProjectStats(project.ProjectId).SessionTokens,8:N0} tokens in this run");
}
