namespace TokenTracking;

/// <summary>One step of a call that the provider reports on its own, such as an entry of Anthropic's <c>usage.iterations</c>: it has its
/// own model, and is priced at that model's prices.</summary>
/// <param name="Kind">What the step was, as the provider names it (<c>message</c>, <c>compaction</c>, <c>advisor_message</c>); null if not
/// reported.</param>
/// <param name="Model">The model that answered this step, or that of the response; null if neither is reported.</param>
/// <param name="Usage">The step's counts, in tokens.</param>
public sealed record UsagePart(string? Kind, string? Model, TokenUsage Usage);
