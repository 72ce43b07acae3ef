using TokenTracking.Pricing;

namespace TokenTracking;

/// <content>Calls whose steps different models answered: each step is priced at its own model, as the provider bills it.</content>
public sealed partial class PriceBook
{
    private CallCost GetListedCost(in UsageRecord record, IReadOnlyList<UsagePart> parts)
    {
        var sum = 0m;
        var basis = CostBasis.Listed;
        for (var i = 0; i < parts.Count; i++)
        {
            var step = StepOf(in record, parts, i);
            var cost = GetListedCost(in step);
            if (cost.Amount is not { } amount)
                return CallCost.Unpriced;
            sum += amount;
            if (cost.Basis == CostBasis.Derived)
                basis = CostBasis.Derived;
        }

        return new CallCost(sum, basis, Id);
    }

    private CostBreakdown ExplainListed(in UsageRecord record, IReadOnlyList<UsagePart> parts)
    {
        var steps = new List<CostBreakdown>(parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            var step = StepOf(in record, parts, i);
            steps.Add(ExplainListed(in step));
        }

        var priced = steps.TrueForAll(static step => step.Amount is not null);
        var notes = steps.SelectMany(static step => step.Notes).Distinct(StringComparer.Ordinal).ToList();
        notes.Insert(0, priced
            ? "Each step of the call is priced with the prices of its model."
            : "A step of the call has no price, so the call has no cost.");
        return new CostBreakdown
        {
            Amount = priced ? steps.Sum(static step => step.Amount) : null,
            Basis = !priced ? CostBasis.Unpriced
                : steps.Exists(static step => step.Basis == CostBasis.Derived) ? CostBasis.Derived
                : CostBasis.Listed,
            PriceTable = priced ? Id : null,
            Provider = steps.Find(static step => step.Provider is not null)?.Provider,
            Model = Find(record.Provider, record.Model)?.Model,
            ServiceTier = steps[0].ServiceTier,
            Lines = priced ? [.. steps.SelectMany(static step => step.Lines)] : [],
            Notes = notes,
        };
    }

    // Tools on the provider's side are counted for the whole call: they are billed with the last step of the model that answered.
    private static UsageRecord StepOf(in UsageRecord record, IReadOnlyList<UsagePart> parts, int index)
    {
        var part = parts[index];
        var usage = part.Usage;
        if (record.Usage.ServerToolCalls is { } calls && index == AnsweringStep(in record, parts))
            usage = usage.WithParts(serverToolCalls: calls);
        return record with { ResponseModel = part.Model ?? record.ResponseModel, Usage = usage, Parts = null, ReportedCost = null };
    }

    private static int AnsweringStep(in UsageRecord record, IReadOnlyList<UsagePart> parts)
    {
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            if (parts[i].Model is not { } model || model == record.Model)
                return i;
        }

        return parts.Count - 1;
    }
}
