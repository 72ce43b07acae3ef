namespace TokenTracking.Providers.Assistant;

/// <summary>What the LLM answered to one operation.</summary>
public abstract record AssistantAnswer
{
    /// <summary>The answer as it came, with its usage.</summary>
    public required LlmResult Result { get; init; }

    /// <summary>False if the answer was not in the form that was asked for: then only <see cref="Result"/> holds it.</summary>
    public bool IsUnderstood { get; init; }

    /// <summary>Everything but what the LLM answered.</summary>
    /// <returns>A description of the answer without its text.</returns>
    public sealed override string ToString() => $"{GetType().Name} {{ IsUnderstood = {IsUnderstood}, Result = {Result} }}";
}

/// <summary>What a task means.</summary>
public sealed record TaskAnalysis : AssistantAnswer
{
    /// <summary>What the task is for; null if not understood.</summary>
    public string? Intent { get; init; }

    /// <summary>What the task depends on.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>What may go wrong.</summary>
    public IReadOnlyList<string> Risks { get; init; } = [];

    /// <summary>What to do about it.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>How sure the LLM is, from 0 to 1; null if it did not say.</summary>
    public double? Confidence { get; init; }
}

/// <summary>Which tasks wait for which.</summary>
public sealed record DependencyInference : AssistantAnswer
{
    /// <summary>The dependencies between the tasks that were given.</summary>
    public IReadOnlyList<TaskDependency> Dependencies { get; init; } = [];
}

/// <summary>One task waits for another.</summary>
/// <param name="Task">The id of the task that waits.</param>
/// <param name="DependsOn">The id of the task that it waits for.</param>
/// <param name="Reason">Why; null if the LLM did not say.</param>
/// <param name="Confidence">How sure the LLM is, from 0 to 1; null if it did not say.</param>
public sealed record TaskDependency(string Task, string DependsOn, string? Reason, double? Confidence)
{
    /// <summary>Only the confidence: the tasks and the reason are text of the LLM.</summary>
    /// <returns>A description of the dependency without its text.</returns>
    public override string ToString() => $"{nameof(TaskDependency)} {{ Confidence = {Confidence} }}";
}

/// <summary>A task described at length.</summary>
public sealed record EnhancedDescription : AssistantAnswer
{
    /// <summary>The description.</summary>
    public required string Text { get; init; }
}

/// <summary>What a task takes.</summary>
public sealed record EffortEstimate : AssistantAnswer
{
    /// <summary>The work, in hours; null if not understood.</summary>
    public double? Hours { get; init; }

    /// <summary>How sure the LLM is, from 0 to 1; null if it did not say.</summary>
    public double? Confidence { get; init; }

    /// <summary>What makes it so much or so little.</summary>
    public IReadOnlyList<string> Factors { get; init; } = [];
}

/// <summary>What holds a task up, and what to do.</summary>
public sealed record BlockerAnalysis : AssistantAnswer
{
    /// <summary>The cause; null if not understood.</summary>
    public string? Cause { get; init; }

    /// <summary>What to try, the best first.</summary>
    public IReadOnlyList<string> Solutions { get; init; } = [];
}
