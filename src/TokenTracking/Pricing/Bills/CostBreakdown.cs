namespace TokenTracking.Pricing;

/// <summary>A cost, line by line: what it rests on, and what is not known.</summary>
public sealed record CostBreakdown
{
    /// <summary>The cost in USD, the exact sum of <see cref="Lines"/>; null if it cannot be known.</summary>
    public required decimal? Amount { get; init; }

    /// <summary>What the amount rests on.</summary>
    public required CostBasis Basis { get; init; }

    /// <summary>The price table; null if unpriced or reported.</summary>
    public string? PriceTable { get; init; }

    /// <summary>Whose price it is, by its OpenTelemetry name; null if no price was found.</summary>
    public string? Provider { get; init; }

    /// <summary>The model as the table names it; null if no price was found.</summary>
    public string? Model { get; init; }

    /// <summary>The first day of the price; null if its source gives none.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>The service tier that was priced: <c>standard</c>, <c>batch</c>, <c>flex</c>, <c>priority</c>.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The boundary of the long-context tier that the call's input reached (<c>&gt;200000</c>, <c>&gt;=272000</c>); null for the
    /// base prices.</summary>
    public string? ContextTier { get; init; }

    /// <summary>What was billed.</summary>
    public IReadOnlyList<CostLine> Lines { get; init; } = [];

    /// <summary>What a reader should know: assumptions, stand-ins, why there is no cost.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The cost by the table, if <see cref="Amount"/> is the cost that the provider reported; otherwise, null.</summary>
    public CostBreakdown? Listed { get; init; }
}

/// <summary>A line of a cost.</summary>
/// <param name="Kind">What for: <c>input</c>, <c>cacheRead</c>, <c>cacheWrite1h</c>, <c>output</c>, <c>reasoning</c>, <c>serverToolCall</c>
/// …; <c>reported</c> for a provider's own figure.</param>
/// <param name="Quantity">How many tokens (calls, for requests and server tools).</param>
/// <param name="PricePerMillion">USD per million of them; null for a reported figure.</param>
/// <param name="Amount">USD, exact.</param>
/// <param name="Derived">True if a documented multiplier stands in for a price that is not listed.</param>
/// <param name="Source">The list that the price is from.</param>
/// <param name="EffectiveFrom">The first day of the price; null if its source gives none.</param>
public sealed record CostLine(
    string Kind, long Quantity, decimal? PricePerMillion, decimal Amount, bool Derived, string Source, DateOnly? EffectiveFrom);
