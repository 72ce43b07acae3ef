using TokenTracking.Pricing;
using TokenTracking.Usage;

namespace TokenTracking.Analytics.Alternatives;

/// <summary>Calls at their own cost and at that of another model.</summary>
/// <param name="Provider">Who would have answered.</param>
/// <param name="Model">The model that would have answered.</param>
/// <param name="PriceTable">The prices.</param>
/// <param name="Actual">The calls at their own cost.</param>
/// <param name="Would">The same calls at the other model's cost.</param>
/// <param name="CallsLeftOut">Calls that lack one of the two costs; in neither report.</param>
/// <param name="Prices">The prices of the other model that were used, with their dates and sources.</param>
/// <param name="Assumptions">What the figures rest on.</param>
public sealed record WhatIfReport(
    string Provider, string Model, string PriceTable, UsageReport Actual, UsageReport Would, long CallsLeftOut,
    IReadOnlyList<PriceRow> Prices,
    IReadOnlyList<string> Assumptions)
{
    /// <summary>What the other model would have saved, in USD; negative where it costs more, null if no call could be
    /// compared.</summary>
    public decimal? Saving => SavingOf(Actual.Totals, Would.Totals);

    /// <summary>The saving as a share of the actual cost: 0.6 is 60 %; null if there was none to save from.</summary>
    public decimal? SavingShare => Actual.Totals.Cost is > 0m and var cost && Saving is { } saving ? Saturating.Divide(saving, cost) : null;

    /// <summary>What the other model would have saved in a set of calls.</summary>
    /// <param name="actual">The calls at their own cost.</param>
    /// <param name="would">The same calls at the other model's cost.</param>
    /// <returns>The saving in USD; negative where it costs more, null if no call could be compared.</returns>
    public static decimal? SavingOf(UsageFigures actual, UsageFigures would)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(would);
        return actual.Cost is { } paid && would.Cost is { } other ? Saturating.Subtract(paid, other) : null;
    }
}
