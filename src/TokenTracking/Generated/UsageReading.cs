using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TokenTracking.Generated;

/// <summary>Reads what a result, or one item of a stream, says of the call. Generated code; it may throw, the result is safe all the same.</summary>
/// <typeparam name="TResult">The result or item.</typeparam>
/// <param name="result">The result or item.</param>
/// <param name="reading">What is known of the call so far.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void UsageBinder<in TResult>(TResult result, ref UsageReading reading);

/// <summary>What the answer of a call said: filled by generated code, once for a result, item by item for a stream.</summary>
/// <remarks>Every setter leaves what is there when it is given null, since most items of a stream say nothing of most things.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Auto)]
public partial struct UsageReading
{
    private TokenUsage _usage;

    /// <summary>The counts so far.</summary>
    public readonly TokenUsage Usage => _usage;

    /// <summary>The counts so far, where they lie.</summary>
    [UnscopedRef]
    internal readonly ref readonly TokenUsage UsageSoFar => ref _usage;

    /// <summary>How far the provider's own type says that the counts can be trusted; null where it does not say.</summary>
    public UsageCompleteness? Completeness { readonly get; set { if (value is not null) field = value; } }

    /// <summary>The model that answers; null where not said.</summary>
    public string? Model { readonly get; set { if (value is not null) field = value; } }

    /// <summary>Who answers, by its OpenTelemetry name; null where not said.</summary>
    public string? Provider { readonly get; set { if (value is not null) field = value; } }

    /// <summary>The provider's id of the response; null where not said.</summary>
    public string? ResponseId { readonly get; set { if (value is not null) field = value; } }

    /// <summary>The service tier that answers; null where not said.</summary>
    public string? ServiceTier { readonly get; set { if (value is not null) field = value; } }

    /// <summary>The speed that answers, where a provider sells more than one; null where not said.</summary>
    public string? Speed { readonly get; set { if (value is not null) field = value; } }

    /// <summary>The region that answers, where a provider charges for it; null where not said.</summary>
    public string? Geo { readonly get; set { if (value is not null) field = value; } }

    /// <summary>The cost in USD that the provider itself reports; null where not said.</summary>
    public decimal? ReportedCost { readonly get; set { if (value is not null) field = value; } }

    /// <summary>The length of the text that arrived, in UTF-16 code units, for an <see cref="IUsageEstimator"/>; null where not known.</summary>
    public long? OutputCharacters { readonly get; private set; }

    /// <summary>The usage numbers as the provider gave them; null where not kept.</summary>
    public string? RawUsage { readonly get; set { if (value is not null) field = value; } }

    /// <summary>The steps of a call that different models answered; null for an ordinary call.</summary>
    public IReadOnlyList<UsagePart>? Parts { readonly get; set { if (value is { Count: > 0 }) field = value; } }

    /// <summary>Takes counts that are cumulative: what they say replaces what was said before, what they leave out stays.</summary>
    /// <param name="usage">The counts; unknown changes nothing.</param>
    public void Replace(in TokenUsage usage)
    {
        if (usage.IsUnknown)
            return;
        if (_usage.IsUnknown)
            _usage = usage;
        else
            _usage = _usage.UpdatedBy(in usage);
    }

    /// <summary>Takes counts that come on top of those before.</summary>
    /// <param name="usage">The counts; unknown changes nothing.</param>
    public void Add(in TokenUsage usage) => _usage = _usage.IsUnknown ? usage : _usage + usage;

    /// <summary>Takes the length of a text that arrived, on top of those before.</summary>
    /// <param name="characters">Its UTF-16 code units; null changes nothing.</param>
    public void AddOutputCharacters(long? characters)
    {
        if (characters is { } more)
            OutputCharacters = OutputCharacters.GetValueOrDefault() + more;
    }

    /// <summary>Takes counts together with what their type says of their completeness.</summary>
    /// <param name="usage">The counts; unknown changes nothing.</param>
    /// <param name="completeness">How far they can be trusted; it is the counts' own and comes only with them.</param>
    public void Replace(in TokenUsage usage, UsageCompleteness completeness)
    {
        if (usage.IsUnknown)
            return;
        Replace(in usage);
        Completeness = completeness;
    }

    /// <summary>Takes what a provider reported although the call failed: in an error's body, or in the part of a stream that arrived.</summary>
    internal void TakeFailure(Exception exception)
    {
        if (exception is IReportsUsage { Reported: { } reported })
            Replace(reported);
    }

    /// <summary>How far the counts can be trusted, once all has been read.</summary>
    internal readonly UsageCompleteness Judge(bool ended)
    {
        var own = TrackedCall.CompletenessOf(in _usage);
        if (own == UsageCompleteness.Missing)
            return own;
        if (!ended)
            return UsageCompleteness.Partial;
        return own == UsageCompleteness.Estimated && Completeness is null or UsageCompleteness.Complete ? own : Completeness ?? own;
    }
}
