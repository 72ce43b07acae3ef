namespace TokenTracking.Cli.Costs;

/// <summary>A cost with its lines, as every command prints it in JSON.</summary>
/// <param name="Amount">Exact, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ReportedByProvider">The provider's own figure; null where it gave none.</param>
/// <param name="Lines">How the amount comes about; empty where it is the provider's own figure and no price is known.</param>
internal sealed record CostDocument(decimal Amount, string Currency, decimal? ReportedByProvider, IReadOnlyList<CostLineDocument> Lines);

/// <summary>One line of a cost: so many tokens at one price.</summary>
/// <param name="Kind">What was used: <c>input</c>, <c>cacheRead</c>, <c>cacheWrite5m</c>, <c>output</c> …</param>
/// <param name="Tokens">How many (calls, for what is counted in calls).</param>
/// <param name="PricePerMillion">The price of a million of them, exact.</param>
/// <param name="Amount">The product, exact.</param>
/// <param name="Source">The list that has the price; null where unknown.</param>
/// <param name="EffectiveFrom">The first day of the price (<c>2026-11-22</c>); null where the list gives none.</param>
internal sealed record CostLineDocument(string Kind, long Tokens, decimal PricePerMillion, decimal Amount, string? Source, string? EffectiveFrom);
