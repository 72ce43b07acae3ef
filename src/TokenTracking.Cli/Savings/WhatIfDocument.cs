using TokenTracking.Analytics.Alternatives;
using TokenTracking.Cli.Prices;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Savings;

/// <summary>A what-if as JSON.</summary>
internal sealed record WhatIfDocument(
    string Provider, string Model, string PriceTable, WhatIfFigures Totals, IReadOnlyList<WhatIfRow> Rows, long CallsLeftOut,
    IReadOnlyList<PriceRowDocument> Prices, IReadOnlyList<string> Assumptions)
{
    /// <summary>The document of a what-if.</summary>
    /// <param name="report">The what-if.</param>
    /// <returns>The document.</returns>
    public static WhatIfDocument Of(WhatIfReport report)
    {
        string[] names = [.. report.Actual.Query.GroupBy.Select(static dimension => dimension.Name)];
        var rows = report.Actual.Rows.Zip(report.Would.Rows, (actual, would) => new WhatIfRow(
            names.Zip(actual.Key).ToDictionary(static pair => pair.First, static pair => pair.Second), actual.Figures, would.Figures));
        return new WhatIfDocument(
            report.Provider, report.Model, report.PriceTable, new WhatIfFigures(report.Actual.Totals, report.Would.Totals), [.. rows],
            report.CallsLeftOut, [.. report.Prices.Select(static row => PriceRowDocument.Of(row, inForce: true))], report.Assumptions);
    }
}

/// <summary>Both costs of a set of calls.</summary>
internal record WhatIfFigures
{
    /// <summary>The figures.</summary>
    /// <param name="actual">The calls as they were.</param>
    /// <param name="would">The calls at the other model.</param>
    public WhatIfFigures(UsageFigures actual, UsageFigures would)
    {
        (Calls, TotalTokens) = (actual.Calls, actual.TotalTokens);
        (Cost, WouldCost) = (JsonText.Exact(actual.Cost), JsonText.Exact(would.Cost));
        Saving = JsonText.Exact(WhatIfReport.SavingOf(actual, would));
    }

    public long Calls { get; }

    public long TotalTokens { get; }

    public decimal? Cost { get; }

    public decimal? WouldCost { get; }

    public decimal? Saving { get; }

    public string Currency { get; } = "USD";
}

/// <summary>A group of a what-if.</summary>
internal sealed record WhatIfRow(Dictionary<string, string?> Key, UsageFigures Actual, UsageFigures Would) : WhatIfFigures(Actual, Would)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public UsageFigures Actual { get; } = Actual;

    [System.Text.Json.Serialization.JsonIgnore]
    public UsageFigures Would { get; } = Would;
}
