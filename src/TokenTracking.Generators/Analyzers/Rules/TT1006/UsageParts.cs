using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>The counts that are parts of other counts: for the runtime's buckets by definition, for an SDK by the table that the generator
/// uses.</summary>
internal static class UsageParts
{
    private static readonly string[] InputParts =
        ["FreshInputTokens", "CacheReadTokens", "CacheWriteTokens", "CacheWrite5mTokens", "CacheWrite1hTokens", "CacheWriteOtherTokens",
            "AudioInputTokens", "ImageInputTokens", "AudioCacheReadTokens", "ImageCacheReadTokens"];

    private static readonly string[] CachedParts = ["AudioCacheReadTokens", "ImageCacheReadTokens"];

    private static readonly string[] OutputParts = ["VisibleOutputTokens", "ReasoningTokens", "AudioOutputTokens", "ImageOutputTokens"];

    private static readonly string[] WriteParts = ["CacheWrite5mTokens", "CacheWrite1hTokens", "CacheWriteOtherTokens"];

    private static readonly string[] Totals = ["TotalTokenCount", "TotalTokens"];

    // By kind of content and by acceptance of a prediction: OpenAI and Microsoft.Extensions.AI.
    private static readonly string[] ForeignInputParts = [.. UsageRoles.AudioInput, .. UsageRoles.ImageInput, "InputTextTokenCount"];

    private static readonly string[] ForeignOutputParts =
    [
        .. UsageRoles.ReasoningInside, .. UsageRoles.AudioOutput, .. UsageRoles.ImageOutput, "OutputTextTokenCount",
        "OutputTokenDetails.AcceptedPredictionTokenCount", "OutputTokenDetails.RejectedPredictionTokenCount",
    ];

    /// <summary>True if one count of an object contains another of the same object.</summary>
    public static bool Contains(ITypeSymbol holder, string total, string part)
        => holder.IsTokenUsage() ? ContainsOwn(total, part) : ContainsForeign(holder, total, part);

    /// <summary>True for the usage type of an SDK whose input excludes the cached tokens (Anthropic, Bedrock).</summary>
    public static bool IsExclusive(ITypeSymbol type)
        => HasAny(type, UsageRoles.CacheReadBeside) || HasAny(type, UsageRoles.CacheWriteBeside);

    /// <summary>True for the usage type of an SDK whose input includes the cached tokens (OpenAI, Gemini,
    /// Microsoft.Extensions.AI).</summary>
    public static bool IsInclusive(ITypeSymbol type)
        => !IsExclusive(type) && (HasAny(type, UsageRoles.CacheReadInside) || HasAny(type, UsageRoles.CacheWriteInside));

    /// <summary>True for tokens that were written to a cache, which cost a surcharge in addition to the input price.</summary>
    public static bool IsCacheWrite(string part) => part.IndexOf("Write", StringComparison.Ordinal) >= 0;

    private static bool ContainsOwn(string total, string part) => total switch
    {
        "TotalTokens" => part is "InputTokens" or "OutputTokens" || IsIn(InputParts, part) || IsIn(OutputParts, part),
        "InputTokens" => IsIn(InputParts, part),
        "OutputTokens" => IsIn(OutputParts, part),
        "CacheReadTokens" => IsIn(CachedParts, part),
        "CacheWriteTokens" => IsIn(WriteParts, part),
        _ => false,
    };

    private static bool ContainsForeign(ITypeSymbol holder, string total, string part)
    {
        if (!LooksLikeUsage(holder))
            return false;
        var isOfInput = IsIn(ForeignInputParts, part)
            || ((IsIn(UsageRoles.CacheReadInside, part) || IsIn(UsageRoles.CacheWriteInside, part)) && !IsExclusive(holder));
        var isOfOutput = IsIn(ForeignOutputParts, part);
        return (IsIn(UsageRoles.Input, total) && isOfInput)
            || (IsIn(UsageRoles.Output, total) && isOfOutput)
            || (IsIn(UsageRoles.CacheWriteBeside, total) && (IsIn(UsageRoles.CacheWrite5m, part) || IsIn(UsageRoles.CacheWrite1h, part)))
            || (IsIn(Totals, total) && (isOfInput || isOfOutput || IsIn(UsageRoles.Input, part) || IsIn(UsageRoles.Output, part)));
    }

    private static bool LooksLikeUsage(ITypeSymbol type) => HasAny(type, UsageRoles.Input) && HasAny(type, UsageRoles.Output);

    private static bool HasAny(ITypeSymbol type, string[] paths) => paths.Any(path => BoundUsage.HasPath(type, path));

    private static bool IsIn(string[] names, string name) => Array.IndexOf(names, name) >= 0;
}
