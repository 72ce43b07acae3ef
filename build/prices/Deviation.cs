namespace TokenTracking.PriceTable;

/// <summary>A figure of a list that the table does not use.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model, by its name in the list.</param>
/// <param name="What">The kind of price: <c>cacheWrite1h</c>, <c>batch input</c>, <c>input &gt;200000</c>.</param>
/// <param name="Genai">The figure in genai-prices; <c>–</c> if there is none.</param>
/// <param name="LiteLlm">The figure in LiteLLM.</param>
/// <param name="Ours">The figure in the table.</param>
/// <param name="Reason">The reason.</param>
internal sealed record Deviation(string Provider, string Model, string What, string Genai, string LiteLlm, string Ours, Reason Reason);

/// <summary>Why a figure is not used.</summary>
internal enum Reason
{
    /// <summary>Unknown: the page cannot be created.</summary>
    Unknown,
    OtherPrice,
    OldPrices,
    BoundaryRule,
    NoSuchTier,
    UnfilledZero,
    MisnamedWrite,
    CopyError,
    HalfTier,
    OneFee,
    OtherModel,
    PeakHours,
}

/// <summary>The descriptions of the reasons.</summary>
internal static class Reasons
{
    public static readonly (Reason Reason, string Name, string Text)[] All =
    [
        (Reason.OtherPrice, "other price",
            "genai-prices has a different figure for the same price because of a price change between the two copies, or a "
            + "correction. It is the dated list, and two months newer."),
        (Reason.OldPrices, "old prices",
            "The input or output price of the model in LiteLLM differs from that in genai-prices, so the other figures in "
            + "LiteLLM belong to other prices. They are not combined with the dated prices: a price that is not in the dated "
            + "list is missing, or derived with a documented multiplier."),
        (Reason.BoundaryRule, "boundary rule",
            "Determines whether a call with exactly this number of tokens is in the long tier: by the rule of the list that "
            + "the tier is from and, for Qwen, for which the ranges in LiteLLM share their ends, in the higher tier."),
        (Reason.NoSuchTier, "no such tier", "genai-prices contains the model, but not this context tier."),
        (Reason.UnfilledZero, "unfilled 0",
            "LiteLLM uses 0 for free and for unknown. Moderation, experimental Gemini and Gemma, `-free` models and Z.ai's "
            + "flash models are free; cache reads are never free if input is not."),
        (Reason.MisnamedWrite, "misnamed write",
            "A cache write below the input price is a read price under the wrong name, or a 0 for an unknown price."),
        (Reason.CopyError, "copy error",
            "LiteLLM has the 1-hour price of Sonnet for Haiku 3 and Opus 3. Twice the input price is correct: 0.5 and 30."),
        (Reason.HalfTier, "half a tier",
            "LiteLLM has the input price of a tier without its output price: GPT-5 nano has the price of GPT-5, which is "
            + "fifty times its own."),
        (Reason.OneFee, "one fee", "The search fee is included in the price of the request; a price per search would charge it twice."),
        (Reason.OtherModel, "other model",
            "A rule of genai-prices matches every name that contains or begins with the name of another model; LiteLLM lists "
            + "the name as a separate model with its own price."),
        (Reason.PeakHours, "peak hours",
            "genai-prices lists hours without a date, so they would apply before the price that they belong to."),
    ];

    public static string NameOf(Reason reason) => All.First(entry => entry.Reason == reason).Name;
}
