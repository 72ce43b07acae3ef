using System.Globalization;

namespace TokenTracking.Pricing.Models;

/// <summary>
/// The rules by which a name that is not listed in full is still the name of a listed model. Each is a rule of the provider's own naming;
/// none shortens a name at will, so <c>glm-4.7</c> never becomes <c>glm-4</c>.
/// </summary>
internal static class ModelNames
{
    public static bool TryFind(
        ProviderPrices provider, Dictionary<string, ModelPrice>.AlternateLookup<ReadOnlySpan<char>> models,
        ReadOnlySpan<char> name, out ModelPrice? found)
    {
        var bare = WithoutResourcePath(provider.Name, name);
        return (bare.Length != name.Length && models.TryGetValue(bare, out found))
            || models.TryGetValue(WithoutFineTune(provider.Name, bare), out found)
            || (WithoutDate(provider.DatedForm, bare) is { IsEmpty: false } undated && models.TryGetValue(undated, out found));
    }

    // "models/gemini-2.5-pro", ".../publishers/google/models/gemini-2.5-pro",
    // "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-..." and ".../inference-profile/us.anthropic.claude-...".
    // An application inference profile says nothing of its model and stays as it is.
    private static ReadOnlySpan<char> WithoutResourcePath(string provider, ReadOnlySpan<char> name)
    {
        if (provider is "gcp.gemini" or "gcp.vertex_ai" && name.LastIndexOf("models/") is var models and >= 0)
            return name[(models + "models/".Length)..];
        if (provider != "aws.bedrock" || !name.StartsWith("arn:"))
            return name;
        if (name.LastIndexOf(":foundation-model/") is var foundation and >= 0)
            return name[(foundation + ":foundation-model/".Length)..];
        return name.LastIndexOf(":inference-profile/") is var profile and >= 0 ? name[(profile + ":inference-profile/".Length)..] : name;
    }

    // "ft:gpt-4o-2024-08-06:organization:suffix:id": the price of the fine-tuned base model is listed as "ft:gpt-4o-2024-08-06".
    private static ReadOnlySpan<char> WithoutFineTune(string provider, ReadOnlySpan<char> name)
        => provider is "openai" or "azure.ai.openai" && name.StartsWith("ft:") && name[3..].IndexOf(':') is var colon and >= 0
            ? name[..(3 + colon)]
            : name;

    // A snapshot that is not listed itself has the price of its model: "-20260205" at Anthropic, "-2026-02-05" at OpenAI.
    private static ReadOnlySpan<char> WithoutDate(string form, ReadOnlySpan<char> name)
    {
        var (length, format) = form switch
        {
            "compact" => (9, "-yyyyMMdd"),
            "dashed" => (11, "-yyyy-MM-dd"),
            _ => (0, ""),
        };
        return length > 0 && name.Length > length
            && DateOnly.TryParseExact(name[^length..], format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? name[..^length]
            : [];
    }
}
