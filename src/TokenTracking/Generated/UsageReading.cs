using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TokenTracking.Generated;

/// <summary>Reads what a result, or one item of a stream, says of the call. Generated code; it may throw, the result is safe all the
/// same.</summary>
/// <typeparam name="TResult">The result or item.</typeparam>
/// <param name="result">The result or item.</param>
/// <param name="reading">What is known of the call so far.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void UsageBinder<in TResult>(TResult result, ref UsageReading reading);

/// <summary>What the answer of a call said: filled by generated code, once for a result, item by item for a stream.</summary>
/// <remarks>Setting null keeps the current value, since most items of a stream state little.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Auto)]
public partial struct UsageReading
{
    // All that was read so far, if that is one result of ours: it is looked at in place. Anything else is gathered in the facts.
    private LlmResponse? _whole;
    private bool _isGathered;
    private ResponseFacts _facts;
    private bool _hasCompleteness;
    private AnswerSum? _answers;

    /// <summary>The counts so far.</summary>
    public readonly TokenUsage Usage => Facts.Usage;

    /// <summary>How far the provider's own type states that the counts can be trusted; null if it does not state it.</summary>
    public UsageCompleteness? Completeness
    {
        readonly get => _whole is not null
            ? _whole.FactsInPlace.UsageInPlace.IsUnknown ? null : _whole.FactsInPlace.Completeness
            : _hasCompleteness ? _facts.Completeness : null;
        set
        {
            if (value is not { } completeness)
                return;
            Gather();
            (_facts.Completeness, _hasCompleteness) = (completeness, true);
        }
    }

    /// <inheritdoc cref="ResponseFacts.Model"/>
    public string? Model { readonly get => Facts.Model; set { if (value is not null) Gathered.Model = value; } }

    /// <inheritdoc cref="ResponseFacts.Provider"/>
    public string? Provider { readonly get => Facts.Provider; set { if (value is not null) Gathered.Provider = value; } }

    /// <inheritdoc cref="ResponseFacts.ResponseId"/>
    public string? ResponseId { readonly get => Facts.ResponseId; set { if (value is not null) Gathered.ResponseId = value; } }

    /// <inheritdoc cref="ResponseFacts.ServiceTier"/>
    public string? ServiceTier { readonly get => Facts.ServiceTier; set { if (value is not null) Gathered.ServiceTier = value; } }

    /// <inheritdoc cref="ResponseFacts.Speed"/>
    public string? Speed { readonly get => Facts.Speed; set { if (value is not null) Gathered.Speed = value; } }

    /// <inheritdoc cref="ResponseFacts.Geo"/>
    public string? Geo { readonly get => Facts.Geo; set { if (value is not null) Gathered.Geo = value; } }

    /// <inheritdoc cref="ResponseFacts.ReportedCost"/>
    public decimal? ReportedCost { readonly get => Facts.ReportedCost; set { if (value is not null) Gathered.ReportedCost = value; } }

    /// <inheritdoc cref="ResponseFacts.RawUsage"/>
    public string? RawUsage { readonly get => Facts.RawUsage; set { if (value is not null) Gathered.RawUsage = value; } }

    /// <inheritdoc cref="ResponseFacts.Parts"/>
    public IReadOnlyList<UsagePart>? Parts
    {
        readonly get => Facts.Parts;
        set
        {
            if (value is { Count: > 0 })
                Gathered.Parts = value;
        }
    }

    /// <summary>The length of the text that arrived, in UTF-16 code units, for an <see cref="IUsageEstimator"/>; null if not
    /// known.</summary>
    public long? OutputCharacters { readonly get; private set; }

    /// <summary>All that the answer stated so far, in place.</summary>
    [UnscopedRef]
    internal readonly ref readonly ResponseFacts Facts
    {
        get
        {
            if (_whole is not null)
                return ref _whole.FactsInPlace;
            return ref _facts;
        }
    }

    [UnscopedRef]
    private ref ResponseFacts Gathered
    {
        get
        {
            Gather();
            return ref _facts;
        }
    }

    /// <summary>Takes counts that are cumulative: what they say replaces what was said before, what they leave out stays.</summary>
    /// <param name="usage">The counts; unknown changes nothing.</param>
    public void Replace(in TokenUsage usage) => Gathered.ReplaceUsage(in usage);

    /// <summary>Takes counts that come on top of those before.</summary>
    /// <param name="usage">The counts; unknown changes nothing.</param>
    public void Add(in TokenUsage usage) => Gathered.AddUsage(in usage);

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

    /// <summary>Takes the object that an adapter made an answer from, of an SDK that generated code does not know. What the adapter is
    /// known to drop makes the counts partial: that of OpenAI's chat drops the tokens that are written to a cache.</summary>
    /// <param name="source">The object; null changes nothing.</param>
    public void TakeSource(object? source)
    {
        if (source?.GetType() is { Namespace: "OpenAI.Chat", Name: "ChatCompletion" or "ChatTokenUsage" }
            && Usage is { IsUnknown: false, CacheWriteTokens: null } && Completeness is null or UsageCompleteness.Complete)
            Completeness = UsageCompleteness.Partial;
    }

    /// <summary>Takes what a provider reported although the call failed: in an error's body, or in the part of a stream that
    /// arrived.</summary>
    internal void TakeReported(in ResponseFacts? reported)
    {
        if (reported is { } facts)
            Replace(in facts);
    }

    /// <summary>How far the counts can be trusted, once all has been read.</summary>
    internal readonly UsageCompleteness Judge(bool ended)
    {
        var judged = ResponseFacts.Judge(in Facts.UsageInPlace, Completeness);
        return ended || judged == UsageCompleteness.Missing ? judged : UsageCompleteness.Partial;
    }
}
