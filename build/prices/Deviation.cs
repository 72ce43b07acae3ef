namespace TokenTracking.PriceTable;

/// <summary>A figure of a list that the table does not take over.</summary>
/// <param name="Provider">Whose price.</param>
/// <param name="Model">The model, by the name that the list has.</param>
/// <param name="What">What for: <c>cacheWrite1h</c>, <c>batch input</c>, <c>input &gt;200000</c>.</param>
/// <param name="Genai">What genai-prices says; <c>–</c> where it says nothing.</param>
/// <param name="LiteLlm">What LiteLLM says.</param>
/// <param name="Ours">What a call costs here.</param>
/// <param name="Reason">Why.</param>
internal sealed record Deviation(string Provider, string Model, string What, string Genai, string LiteLlm, string Ours, Reason Reason);

/// <summary>Why a figure is not taken over.</summary>
internal enum Reason
{
    /// <summary>None is known: the page cannot be made.</summary>
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

/// <summary>The reasons in words.</summary>
internal static class Reasons
{
    public static readonly (Reason Reason, string Name, string Text)[] All =
    [
        (Reason.OtherPrice, "other price",
            "genai-prices has another figure for the same thing: a price change between the two copies, or a correction. It is the"
            + " dated list, and two months younger."),
        (Reason.OldPrices, "old prices",
            "LiteLLM's input or output price of the model is another one than that of genai-prices, so its other figures belong"
            + " to other prices. They are not mixed into the dated ones: what is not listed there has no price, "
            + "or one by a documented multiplier."),
        (Reason.BoundaryRule, "boundary rule",
            "Whether a call of exactly so many tokens is in the long tier: the rule of the list that the tier is from, and"
            + " for Qwen, where LiteLLM's ranges share their ends, the higher tier."),
        (Reason.NoSuchTier, "no such tier", "genai-prices, which has the model, has no such context tier."),
        (Reason.UnfilledZero, "unfilled 0",
            "LiteLLM writes 0 for free and for unknown. Free are moderation, experimental Gemini and Gemma, `-free` models and"
            + " Z.ai's flash models; nowhere is reading from a cache free where input is not."),
        (Reason.MisnamedWrite, "misnamed write",
            "A cache write below the input price is a read price under the wrong name, or a 0 that nobody filled in."),
        (Reason.CopyError, "copy error",
            "LiteLLM has Sonnet's 1-hour price at Haiku 3 and Opus 3. Twice the input price is right: 0.5 and 30."),
        (Reason.HalfTier, "half a tier",
            "LiteLLM has a tier's input price without its output price: GPT-5's stands at GPT-5 nano, fifty times its own."),
        (Reason.OneFee, "one fee", "The search fee is in the price of the request; by the search it would be charged twice."),
        (Reason.OtherModel, "other model",
            "A rule of genai-prices takes every name that contains or begins with another model's; LiteLLM lists the name as a"
            + " separate model, at its own price."),
        (Reason.PeakHours, "peak hours", "genai-prices gives hours no date, so that they would hold before the price that they belong to."),
    ];

    public static string NameOf(Reason reason) => All.First(entry => entry.Reason == reason).Name;
}
