using System.Text.Json;
using TokenTracking.Providers.Http;

namespace TokenTracking.Providers.Assistant;

/// <summary>
/// The operations that a planner asks an LLM for, written once over any provider. Each runs under its own operation name
/// (<c>analyze_task</c>, <c>infer_dependencies</c>, <c>generate_enhanced_description</c>, <c>estimate_effort</c>, <c>analyze_blocker
/// </c>) and
/// is attributed to its task. It records nothing itself: give it a provider that is tracked.
/// </summary>
/// <param name="provider">Who is asked.</param>
public sealed class ProjectAssistant(ILlmProvider provider)
{
    private const string Instruction =
        "You are the planning assistant of a software team. Be concrete and brief."
        + " Where JSON is asked for, answer with one JSON object and nothing else.";

    private readonly ILlmProvider _provider = provider ?? throw new ArgumentNullException(nameof(provider));

    /// <summary>Asks what a task means: its intent, dependencies, risks.</summary>
    /// <param name="task">The task.</param>
    /// <param name="context">What else there is to know; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The analysis.</returns>
    /// <exception cref="LlmProviderException">The provider failed.</exception>
    public async Task<TaskAnalysis> AnalyzeTaskAsync(ProjectTask task, string? context = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var (result, json) = await AskAsync(
            "analyze_task", task.Id,
            $$"""
            Analyze this task.
            {{Describe(task)}}{{Describe(context)}}
            Answer with {"intent": "...", "dependencies": ["..."], "risks": ["..."], "suggestions": ["..."], "confidence": 0.0 to 1.0}.
            """,
            cancellationToken).ConfigureAwait(false);
        return new TaskAnalysis
        {
            Result = result,
            IsUnderstood = AnswerJson.Text(json, "intent") is not null,
            Intent = AnswerJson.Text(json, "intent"),
            Dependencies = AnswerJson.Texts(json, "dependencies"),
            Risks = AnswerJson.Texts(json, "risks"),
            Suggestions = AnswerJson.Texts(json, "suggestions"),
            Confidence = AnswerJson.Fraction(json, "confidence"),
        };
    }

    /// <summary>Asks which of several tasks wait for which. Dependencies on tasks that were not given are left out.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The dependencies.</returns>
    /// <exception cref="LlmProviderException">The provider failed.</exception>
    public async Task<DependencyInference> InferDependenciesAsync(
        IReadOnlyList<ProjectTask> tasks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var (result, json) = await AskAsync(
            "infer_dependencies", task: null,
            $$"""
            Which of these tasks can begin only when another is done?
            {{string.Join('\n', tasks.Select(Describe))}}
            Answer with {"dependencies": [{"task": "id", "depends_on": "id", "reason": "...", "confidence": 0.0 to 1.0}]}.
            """,
            cancellationToken).ConfigureAwait(false);
        var known = tasks.Select(static task => task.Id).ToHashSet(StringComparer.Ordinal);
        return new DependencyInference
        {
            Result = result,
            IsUnderstood = JsonField.Field(json, "dependencies") is not null,
            Dependencies =
            [
                .. AnswerJson.Items(json, "dependencies")
                    .Select(static item => new TaskDependency(
                        AnswerJson.Text(item, "task") ?? "", AnswerJson.Text(item, "depends_on") ?? "", AnswerJson.Text(item, "reason"),
                        AnswerJson.Fraction(item, "confidence")))
                    .Where(one => known.Contains(one.Task) && known.Contains(one.DependsOn) && one.Task != one.DependsOn),
            ],
        };
    }

    /// <summary>Asks for a description that someone can work from.</summary>
    /// <param name="task">The task.</param>
    /// <param name="context">What else there is to know; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The description.</returns>
    /// <exception cref="LlmProviderException">The provider failed.</exception>
    public async Task<EnhancedDescription> GenerateEnhancedDescriptionAsync(
        ProjectTask task, string? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var (result, _) = await AskAsync(
            "generate_enhanced_description", task.Id,
            $"""
            Describe this task so that a developer can begin at once: what to build, what it must do, how to see that it is done.
            {Describe(task)}{Describe(context)}
            Answer with the description alone.
            """,
            cancellationToken).ConfigureAwait(false);
        var text = result.Text.Trim();
        return new EnhancedDescription { Result = result, IsUnderstood = text.Length > 0, Text = text };
    }

    /// <summary>Asks how much work a task is.</summary>
    /// <param name="task">The task.</param>
    /// <param name="context">What else there is to know; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The estimate.</returns>
    /// <exception cref="LlmProviderException">The provider failed.</exception>
    public async Task<EffortEstimate> EstimateEffortAsync(
        ProjectTask task, string? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var (result, json) = await AskAsync(
            "estimate_effort", task.Id,
            $$"""
            How many hours of work is this task for one developer?
            {{Describe(task)}}{{Describe(context)}}
            Answer with {"hours": number, "confidence": 0.0 to 1.0, "factors": ["..."]}.
            """,
            cancellationToken).ConfigureAwait(false);
        var hours = AnswerJson.Number(json, "hours") is { } number and >= 0 ? number : (double?)null;
        return new EffortEstimate
        {
            Result = result,
            IsUnderstood = hours is not null,
            Hours = hours,
            Confidence = AnswerJson.Fraction(json, "confidence"),
            Factors = AnswerJson.Texts(json, "factors"),
        };
    }

    /// <summary>Asks what holds a task up and what to do about it.</summary>
    /// <param name="task">The task.</param>
    /// <param name="blocker">What holds it up, in the words of who works on it.</param>
    /// <param name="context">What else there is to know; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The analysis.</returns>
    /// <exception cref="LlmProviderException">The provider failed.</exception>
    public async Task<BlockerAnalysis> AnalyzeBlockerAsync(
        ProjectTask task, string blocker, string? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentException.ThrowIfNullOrEmpty(blocker);
        var (result, json) = await AskAsync(
            "analyze_blocker", task.Id,
            $$"""
            This task is blocked.
            {{Describe(task)}}
            Blocker: {{blocker}}{{Describe(context)}}
            Answer with {"cause": "...", "solutions": ["the best first", "..."]}.
            """,
            cancellationToken).ConfigureAwait(false);
        return new BlockerAnalysis
        {
            Result = result,
            IsUnderstood = AnswerJson.Text(json, "cause") is not null,
            Cause = AnswerJson.Text(json, "cause"),
            Solutions = AnswerJson.Texts(json, "solutions"),
        };
    }

    private async Task<(LlmResult Result, JsonElement? Json)> AskAsync(
        string operation, string? task, string prompt, CancellationToken cancellationToken)
    {
        using var scope = TrackingScope.Begin(task: task, operation: operation);
        var result = await _provider.CompleteAsync(
            new LlmRequest { System = Instruction, CacheSystem = true, Prompt = prompt }, cancellationToken).ConfigureAwait(false);
        return (result, AnswerJson.Find(result.Text));
    }

    private static string Describe(ProjectTask task)
        => task.Description is { Length: > 0 } description ? $"Task {task.Id}: {task.Name}\n{description}" : $"Task {task.Id}: {task.Name}";

    private static string Describe(string? context) => context is { Length: > 0 } ? $"\nContext: {context}" : "";
}
