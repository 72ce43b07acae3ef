using System.Globalization;
using TokenTracking.Cli.Text;
using TokenTracking.Pricing;

namespace TokenTracking.Cli.Costs;

/// <summary>A cost with its lines, as every command prints it in JSON.</summary>
/// <param name="Amount">Exact, in <paramref name="Currency"/>: the sum of the lines.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ReportedByProvider">The cost that the provider reported, which is then the amount; null if it reported none.</param>
/// <param name="Lines">How the amount comes about.</param>
/// <param name="Listed">What the price list says, where the amount is the provider's own figure and the list has the model; null
/// otherwise.</param>
internal sealed record CostDocument(
    decimal Amount, string Currency, decimal? ReportedByProvider, IReadOnlyList<CostLineDocument> Lines, ListedCostDocument? Listed)
{
    /// <summary>The document of a cost.</summary>
    /// <param name="cost">The cost; null for none.</param>
    /// <returns>The document; null if the amount is not known.</returns>
    public static CostDocument? Of(CostBreakdown? cost) => cost is not { Amount: { } amount }
        ? null
        : new CostDocument(
            JsonText.Exact(amount), "USD", cost.Basis == CostBasis.Reported ? JsonText.Exact(amount) : null,
            [.. cost.Lines.Select(CostLineDocument.Of)], ListedCostDocument.Of(cost.Listed));
}

/// <summary>The cost by the price list, if the provider reported a cost.</summary>
/// <param name="Amount">Exact, in the currency of the cost: the sum of the lines.</param>
/// <param name="Lines">How the amount comes about.</param>
internal sealed record ListedCostDocument(decimal Amount, IReadOnlyList<CostLineDocument> Lines)
{
    /// <summary>The document of a cost.</summary>
    /// <param name="cost">The cost; null for none.</param>
    /// <returns>The document; null if the amount is not known.</returns>
    public static ListedCostDocument? Of(CostBreakdown? cost) => cost is not { Amount: { } amount }
        ? null
        : new ListedCostDocument(JsonText.Exact(amount), [.. cost.Lines.Select(CostLineDocument.Of)]);
}

/// <summary>One line of a cost: a number of tokens at one price.</summary>
/// <param name="Kind">What was used: <c>input</c>, <c>cacheRead</c>, <c>cacheWrite1h</c>, <c>output</c> …; <c>reported</c> for a provider's
/// own figure.</param>
/// <param name="Tokens">How many (calls, for what is counted in calls); null for a reported figure.</param>
/// <param name="PricePerMillion">The price of a million of them, exact; null for a reported figure.</param>
/// <param name="Amount">The product, exact.</param>
/// <param name="Source">The list that has the price; null if unknown.</param>
/// <param name="EffectiveFrom">The first day of the price (<c>2026-11-22</c>); null if the list gives none.</param>
/// <param name="Derived">True if a documented multiplier stands in for a price that the list does not have; the notes say which.</param>
internal sealed record CostLineDocument(
    string Kind, long? Tokens, decimal? PricePerMillion, decimal Amount, string? Source, string? EffectiveFrom, bool Derived)
{
    /// <summary>The document of a line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The document.</returns>
    public static CostLineDocument Of(CostLine line) => new(
        line.Kind, line.PricePerMillion is null ? null : line.Quantity,
        JsonText.Exact(line.PricePerMillion), JsonText.Exact(line.Amount),
        line.Source, line.EffectiveFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line.Derived);
}
