namespace TokenTracking.Analytics.Recommendations;

/// <summary>A way to pay less, with the evidence it rests on.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Provider">Whose calls.</param>
/// <param name="Model">The model that answered them.</param>
/// <param name="Operation">What they were for; null for all operations of the model.</param>
/// <param name="Text">The advice in a sentence.</param>
/// <param name="Saving">What it would have saved over the period, in USD; null if it saves no money but trouble.</param>
/// <param name="Evidence">The counts that it rests on.</param>
/// <param name="Assumptions">What the saving takes for granted.</param>
public sealed record Recommendation(
    RecommendationKind Kind, string? Provider, string? Model, string? Operation, string Text, decimal? Saving,
    IReadOnlyList<string> Evidence,
    IReadOnlyList<string> Assumptions);

/// <summary>What a recommendation tells to do.</summary>
public enum RecommendationKind
{
    /// <summary>Take the cheaper model of the same family.</summary>
    CheaperSibling = 0,

    /// <summary>Cache the beginning of the prompt.</summary>
    PromptCaching = 1,

    /// <summary>Send the calls as a batch.</summary>
    Batch = 2,

    /// <summary>Leave a model that is retired, or look at one whose price has changed.</summary>
    ModelLifecycle = 3,

    /// <summary>Set a limit for the output.</summary>
    OutputLimit = 4,
}
