using System.Globalization;
using TokenTracking.Pricing;
using TokenTracking.Pricing.Bills;
using TokenTracking.Pricing.Rates;

namespace TokenTracking;

public sealed partial class PriceBook
{
    /// <summary>The cost of a call, line by line. Its amount equals <see cref="GetCost"/> exactly: both come of the same lines.</summary>
    /// <param name="record">The call.</param>
    /// <returns>The lines, and what is not known.</returns>
    public CostBreakdown Explain(in UsageRecord record)
    {
        var listed = ExplainListed(in record);
        if (record.ReportedCost is not { } reported)
            return listed;
        return new CostBreakdown
        {
            Amount = reported,
            Basis = CostBasis.Reported,
            Provider = record.Provider,
            Model = record.Model,
            Lines = [new CostLine("reported", 1, null, reported, false, record.Provider ?? "provider", null)],
            Notes = ["The cost that the provider reported takes precedence over a calculated one."],
            Listed = listed,
        };
    }

    private CostBreakdown ExplainListed(in UsageRecord record)
    {
        if (record.Parts is { Count: > 0 } parts)
            return ExplainListed(in record, parts);
        var bill = default(Bill);
        bill.Fill(_shelves.Value, in record);
        var lines = new List<CostLine>(bill.Count);
        if (bill.IsPriced)
        {
            foreach (ref readonly var line in bill.AsSpan())
                lines.Add(LineOf(in line, bill.Row!));
        }

        return new CostBreakdown
        {
            Amount = bill.IsPriced ? bill.Sum() : null,
            Basis = !bill.IsPriced ? CostBasis.Unpriced : bill.IsDerived ? CostBasis.Derived : CostBasis.Listed,
            PriceTable = bill.IsPriced ? Id : null,
            Provider = bill.Model?.Provider,
            Model = bill.Model?.Model,
            EffectiveFrom = bill.Row?.EffectiveFrom,
            ServiceTier = bill.ServiceTier is { Length: 0 } ? "standard" : bill.ServiceTier,
            ContextTier = bill.Standard is { Boundary: > 0 } tier
                ? (tier.BoundaryIncluded ? ">=" : ">") + tier.Boundary.ToString(CultureInfo.InvariantCulture)
                : null,
            Lines = lines,
            Notes = BillNotes.Of(in bill, in record),
        };
    }

    private static CostLine LineOf(in Bill.Line line, PriceRow row) => new(
        PriceDimensions.NameOf(line.Dimension), line.Quantity, line.Price, line.Amount, line.Derived,
        (line.FromSecondList ? row.SecondSource ?? row.Source : row.Source).Name, row.EffectiveFrom);
}
