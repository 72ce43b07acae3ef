using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TokenTracking;

/// <summary>The facts about a call in the response of a provider, other than the answer itself. Results, updates, readings and records hold
/// them as one value, so that no fact is lost between them.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct ResponseFacts
{
    private TokenUsage _usage;

    /// <summary>The token counts of the whole call; <see cref="TokenUsage.Unknown"/> if the provider reported none.</summary>
    public TokenUsage Usage
    {
        readonly get => _usage;
        set => _usage = value;
    }

    /// <summary>The steps of a call that different models answered, each priced on its own; null for an ordinary call. <see cref="Usage"/>
    /// is their sum.</summary>
    public IReadOnlyList<UsagePart>? Parts { get; set; }

    /// <summary>What the call used besides tokens, each in its unit; null if the provider reported nothing of the kind.</summary>
    public IReadOnlyList<UsageUnit>? Units { get; set; }

    /// <summary>How far <see cref="Usage"/> can be trusted.</summary>
    public UsageCompleteness Completeness { get; set; }

    /// <summary>The usage numbers as the provider reported them (JSON, numbers only); null if <see cref="Completeness"/> is
    /// complete.</summary>
    public string? RawUsage { get; set; }

    /// <summary>The model that answered; null if not reported.</summary>
    public string? Model { get; set; }

    /// <summary>The provider that answered, by its OpenTelemetry name (<c>gen_ai.provider.name</c>); null if unknown.</summary>
    public string? Provider { get; set; }

    /// <summary>The provider's ID of the response; null if not reported.</summary>
    public string? ResponseId { get; set; }

    /// <summary>The service tier that answered; null if not reported.</summary>
    public string? ServiceTier { get; set; }

    /// <summary>The speed that answered, as the provider names it (Anthropic: <c>fast</c>, <c>standard</c>); null if not
    /// reported.</summary>
    public string? Speed { get; set; }

    /// <summary>The region that answered, as the provider names it (Anthropic: <c>us</c>, <c>global</c>); null if not reported.</summary>
    public string? Geo { get; set; }

    /// <summary>The cost in USD that the provider itself reported; null if not reported.</summary>
    public decimal? ReportedCost { get; set; }

    [UnscopedRef]
    internal readonly ref readonly TokenUsage UsageInPlace => ref _usage;

    /// <summary>How far counts can be trusted that come without a statement about it.</summary>
    internal static UsageCompleteness CompletenessOf(in TokenUsage usage) => usage switch
    {
        { IsUnknown: true } => UsageCompleteness.Missing,
        { IsContradictory: true } => UsageCompleteness.Estimated,
        _ => UsageCompleteness.Complete,
    };

    /// <summary>How far counts can be trusted whose source may state it.</summary>
    /// <param name="usage">The counts.</param>
    /// <param name="stated">What the source states; null if it states nothing.</param>
    internal static UsageCompleteness Judge(in TokenUsage usage, UsageCompleteness? stated)
    {
        var own = CompletenessOf(in usage);
        return own != UsageCompleteness.Missing && stated is UsageCompleteness.Partial or UsageCompleteness.Estimated ? stated.Value : own;
    }

    /// <summary>Takes counts that are cumulative: what they state replaces what was stated before, what they leave out stays.</summary>
    internal void ReplaceUsage(in TokenUsage later)
    {
        if (later.IsUnknown)
            return;
        if (_usage.IsUnknown)
            _usage = later;
        else
            _usage = _usage.UpdatedBy(in later);
    }

    /// <summary>Takes counts that come on top of those before.</summary>
    internal void AddUsage(in TokenUsage more)
    {
        if (_usage.IsUnknown)
            _usage = more;
        else
            _usage += more;
    }

    /// <summary>Takes every fact other than the counts and their completeness: what later facts state replaces what was stated before, what
    /// they leave out stays.</summary>
    internal void Update(in ResponseFacts later)
    {
        // Each is stored only if it is there: most items of a stream state nothing, and a store of a reference costs more than the test.
        if (later.Parts is { Count: > 0 } parts)
            Parts = parts;
        if (later.Units is { Count: > 0 } units)
            Units = units;
        if (later.RawUsage is { } rawUsage)
            RawUsage = rawUsage;
        if (later.Model is { } model)
            Model = model;
        if (later.Provider is { } provider)
            Provider = provider;
        if (later.ResponseId is { } responseId)
            ResponseId = responseId;
        if (later.ServiceTier is { } serviceTier)
            ServiceTier = serviceTier;
        if (later.Speed is { } speed)
            Speed = speed;
        if (later.Geo is { } geo)
            Geo = geo;
        if (later.ReportedCost is { } reportedCost)
            ReportedCost = reportedCost;
    }
}

/// <summary>A response or a part of it, with its facts. <see cref="LlmResult"/>, <see cref="LlmStreamUpdate"/> and the results of the
/// reader derive from it.</summary>
public abstract record LlmResponse
{
    private ResponseFacts _facts;

    private protected LlmResponse()
    {
    }

    /// <summary>All facts as one value, to copy them from one response to another.</summary>
    public ResponseFacts Facts
    {
        get => _facts;
        init => _facts = value;
    }

    /// <inheritdoc cref="ResponseFacts.Usage"/>
    public TokenUsage Usage
    {
        get => _facts.Usage;
        init => _facts.Usage = value;
    }

    /// <summary>The steps of a call that different models answered, each priced on its own; empty for an ordinary call. <see cref="Usage"/>
    /// is their sum.</summary>
    public IReadOnlyList<UsagePart> Parts
    {
        get => _facts.Parts ?? [];
        init => _facts.Parts = value is { Count: > 0 } ? value : null;
    }

    /// <summary>What the call used besides tokens, each in its unit; empty if the provider reported nothing of the kind.</summary>
    public IReadOnlyList<UsageUnit> Units
    {
        get => _facts.Units ?? [];
        init => _facts.Units = value is { Count: > 0 } ? value : null;
    }

    /// <inheritdoc cref="ResponseFacts.Completeness"/>
    public UsageCompleteness Completeness
    {
        get => _facts.Completeness;
        init => _facts.Completeness = value;
    }

    /// <inheritdoc cref="ResponseFacts.RawUsage"/>
    public string? RawUsage
    {
        get => _facts.RawUsage;
        init => _facts.RawUsage = value;
    }

    /// <inheritdoc cref="ResponseFacts.Model"/>
    public string? Model
    {
        get => _facts.Model;
        init => _facts.Model = value;
    }

    /// <inheritdoc cref="ResponseFacts.Provider"/>
    public string? Provider
    {
        get => _facts.Provider;
        init => _facts.Provider = value;
    }

    /// <inheritdoc cref="ResponseFacts.ResponseId"/>
    public string? ResponseId
    {
        get => _facts.ResponseId;
        init => _facts.ResponseId = value;
    }

    /// <inheritdoc cref="ResponseFacts.ServiceTier"/>
    public string? ServiceTier
    {
        get => _facts.ServiceTier;
        init => _facts.ServiceTier = value;
    }

    /// <inheritdoc cref="ResponseFacts.Speed"/>
    public string? Speed
    {
        get => _facts.Speed;
        init => _facts.Speed = value;
    }

    /// <inheritdoc cref="ResponseFacts.Geo"/>
    public string? Geo
    {
        get => _facts.Geo;
        init => _facts.Geo = value;
    }

    /// <inheritdoc cref="ResponseFacts.ReportedCost"/>
    public decimal? ReportedCost
    {
        get => _facts.ReportedCost;
        init => _facts.ReportedCost = value;
    }

    /// <summary>The reason why the response ended, as the provider names it (<c>end_turn</c>, <c>stop</c>, <c>length</c>); null if not
    /// reported.</summary>
    public string? StopReason { get; init; }

    internal ref readonly ResponseFacts FactsInPlace => ref _facts;
}
