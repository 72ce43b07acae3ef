using TokenTracking.Usage;

namespace TokenTracking.Reporting;

/// <summary>The cost of a set of calls in USD, by what each call's cost rests on. Null if no call has a cost of that kind.</summary>
public sealed record UsageCosts
{
    /// <summary>No cost at all.</summary>
    public static UsageCosts None { get; } = new();

    /// <summary>The cost at listed prices alone (<see cref="CostBasis.Listed"/>), in USD.</summary>
    public decimal? Listed { get; init; }

    /// <summary>The cost in which at least one price is derived (<see cref="CostBasis.Derived"/>), in USD.</summary>
    public decimal? Derived { get; init; }

    /// <summary>The cost at the flat fallback price (<see cref="CostBasis.Fallback"/>), in USD.</summary>
    public decimal? Fallback { get; init; }

    /// <summary>The cost that the providers reported (<see cref="CostBasis.Reported"/>), in USD.</summary>
    public decimal? Reported { get; init; }

    /// <summary>The cost of records that do not say what it rests on (imported ones), in USD.</summary>
    public decimal? Unstated { get; init; }

    /// <summary>All of it, in USD; null if nothing has a cost.</summary>
    public decimal? Total => Add(Add(Add(Add(Listed, Derived), Fallback), Reported), Unstated);

    /// <summary>These costs and one more.</summary>
    /// <param name="basis">What the cost rests on.</param>
    /// <param name="amount">The cost in USD; null for none.</param>
    /// <returns>The costs.</returns>
    public UsageCosts With(CostBasis basis, decimal? amount) => amount is null ? this : basis switch
    {
        CostBasis.Listed => this with { Listed = Add(Listed, amount) },
        CostBasis.Derived => this with { Derived = Add(Derived, amount) },
        CostBasis.Fallback => this with { Fallback = Add(Fallback, amount) },
        CostBasis.Reported => this with { Reported = Add(Reported, amount) },
        _ => this with { Unstated = Add(Unstated, amount) },
    };

    /// <summary>These costs and others.</summary>
    /// <param name="other">The costs of other calls.</param>
    /// <returns>The costs of both.</returns>
    public UsageCosts With(UsageCosts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new UsageCosts
        {
            Listed = Add(Listed, other.Listed),
            Derived = Add(Derived, other.Derived),
            Fallback = Add(Fallback, other.Fallback),
            Reported = Add(Reported, other.Reported),
            Unstated = Add(Unstated, other.Unstated),
        };
    }

    private static decimal? Add(decimal? left, decimal? right)
        => left is { } one && right is { } two ? Saturating.Add(one, two) : left ?? right;
}
