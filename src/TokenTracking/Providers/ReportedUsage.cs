using System.Runtime.InteropServices;
using System.Text.Json;

namespace TokenTracking.Providers;

/// <summary>What a provider's usage object says, in the terms of a result. The seam between a provider and the reading of its usage.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReportedUsage
{
    public TokenUsage Usage { get; private init; }

    public UsageCompleteness Completeness { get; private init; }

    public string? RawUsage { get; private init; }

    public string? ServiceTier { get; init; }

    public decimal? ReportedCost { get; init; }

    /// <summary>The provider said nothing.</summary>
    public static ReportedUsage None => new() { Completeness = UsageCompleteness.Missing };

    /// <param name="usage">The counts.</param>
    /// <param name="finished">True where the answer has ended, so that no later figure can follow.</param>
    /// <param name="doubtful">True where figures disagree or could not be read.</param>
    /// <param name="raw">The usage objects the counts come from, in order of arrival.</param>
    public static ReportedUsage Create(in TokenUsage usage, bool finished, bool doubtful, params ReadOnlySpan<JsonElement> raw)
    {
        var completeness = usage switch
        {
            { IsUnknown: true } => UsageCompleteness.Missing,
            _ when doubtful || usage.IsContradictory => UsageCompleteness.Estimated,
            _ when !finished => UsageCompleteness.Partial,
            // One side of the call is not known: Ollama leaves the input out on some cache hits.
            { InputTokens: null } or { OutputTokens: null } => UsageCompleteness.Partial,
            _ => UsageCompleteness.Complete,
        };
        return new ReportedUsage
        {
            Usage = usage,
            Completeness = completeness,
            RawUsage = completeness == UsageCompleteness.Complete ? null : UsageNumbers.Write(raw),
        };
    }
}
