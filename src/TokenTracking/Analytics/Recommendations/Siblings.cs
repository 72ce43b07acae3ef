namespace TokenTracking.Analytics.Recommendations;

/// <summary>The cheaper models of a family, stated one by one: what is a sibling is the maker's naming, not a likeness of names.</summary>
internal static class Siblings
{
    // From a model to the next smaller one of the same maker that is offered today.
    private static readonly Dictionary<string, string> NextSmaller = new(StringComparer.Ordinal)
    {
        ["claude-opus-4-0"] = "claude-sonnet-5", ["claude-opus-4-1"] = "claude-sonnet-5", ["claude-opus-4-5"] = "claude-sonnet-5",
        ["claude-opus-4-6"] = "claude-sonnet-5", ["claude-opus-4-7"] = "claude-sonnet-5", ["claude-opus-4-8"] = "claude-sonnet-5",
        ["claude-opus-5"] = "claude-sonnet-5", ["claude-opus-5-5"] = "claude-sonnet-5", ["claude-fable-5"] = "claude-opus-5-5",
        ["claude-sonnet-4-0"] = "claude-haiku-4-5", ["claude-sonnet-4-5"] = "claude-haiku-4-5", ["claude-sonnet-4-6"] = "claude-haiku-4-5",
        ["claude-sonnet-5"] = "claude-haiku-4-5", ["claude-3-7-sonnet-latest"] = "claude-haiku-4-5",
        ["gpt-4o"] = "gpt-4o-mini", ["gpt-4.1"] = "gpt-4.1-mini", ["gpt-4.1-mini"] = "gpt-4.1-nano",
        ["gpt-5"] = "gpt-5-mini", ["gpt-5-mini"] = "gpt-5-nano", ["gpt-5.4"] = "gpt-5.4-mini", ["gpt-5.4-mini"] = "gpt-5.4-nano",
        ["gpt-5.6-sol"] = "gpt-5.6-terra", ["gpt-5.6-terra"] = "gpt-5.6-luna", ["gpt-6-sol"] = "gpt-6-luna", ["gpt-6-astra"] = "gpt-6-sol",
        ["o3"] = "o4-mini", ["o1"] = "o3-mini",
        ["gemini-2.5-pro"] = "gemini-2.5-flash", ["gemini-2.5-flash"] = "gemini-2.5-flash-lite",
        ["gemini-3-pro-preview"] = "gemini-3-flash-preview",
        ["gemini-3.1-pro-preview"] = "gemini-3.5-flash", ["gemini-3.5-flash"] = "gemini-3.5-flash-lite",
        ["mistral-large-latest"] = "mistral-medium-latest", ["mistral-medium-latest"] = "mistral-small-latest",
        ["deepseek-v4-pro"] = "deepseek-v4-flash",
    };

    /// <summary>The next smaller model of the same provider that has a price.</summary>
    public static string? Of(PriceBook prices, string? provider, string model)
    {
        if (prices.Find(provider, model) is not { } price)
            return null;
        foreach (var name in price.Aliases.Prepend(price.Model).Prepend(Undated(model)))
        {
            if (NextSmaller.TryGetValue(name, out var sibling) && prices.Find(provider, sibling) is not null)
                return sibling;
        }

        return null;
    }

    // A snapshot is the model of the same name: "claude-sonnet-4-5-20250929", "gpt-4o-2024-08-06".
    private static string Undated(string model)
    {
        foreach (var length in (int[])[11, 9])
        {
            if (model.Length > length && model[^length] is '-' or '@' && model[^(length - 1)] == '2'
                && model[^(length - 1)..].All(static c => char.IsAsciiDigit(c) || c == '-'))
            {
                return model[..^length];
            }
        }

        return model;
    }
}
