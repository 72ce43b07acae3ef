using System.Globalization;
using TokenTracking.Pricing.Rates;

namespace TokenTracking.Pricing.Bills;

/// <summary>Puts into words what came up while a call was priced.</summary>
internal static class BillNotes
{
    public static List<string> Of(in Bill bill, in UsageRecord record)
    {
        var notes = new List<string>();
        foreach (var (fact, text) in Texts)
        {
            if ((bill.Facts & fact) != BillFacts.None)
                notes.Add(text);
        }

        if ((bill.Facts & BillFacts.DerivedInTier) != BillFacts.None)
        {
            notes.Add(
                $"Derived: the {bill.ServiceTier} tier does not list a part of the usage; it is scaled like the tier's input or output "
                + "price.");
        }

        if ((bill.Facts & BillFacts.DerivedTier) != BillFacts.None
            && ServiceTiers.TryDocumentedFactor(bill.ServiceTier!, bill.Model!.Provider, out var factor))
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Derived: no {bill.ServiceTier} price is listed; {factor} × the standard price is used, as ")
                + $"{bill.Model.Provider} documents for {bill.ServiceTier} processing.");
        }

        if ((bill.Facts & BillFacts.UnknownModel) != BillFacts.None)
            notes.Add($"No price is known for model '{record.Model ?? "(none)"}' of provider '{record.Provider ?? "(none)"}'.");
        if ((bill.Facts & BillFacts.UnknownServiceTier) != BillFacts.None || (bill.Facts & BillFacts.UnlistedServiceTier) != BillFacts.None)
            notes.Add($"No price is listed for the service tier '{record.ServiceTier}'.");
        if ((bill.Facts & BillFacts.UnlistedRegion) != BillFacts.None)
            notes.Add($"No factor is listed for the region '{record.Geo}'; if the provider charges more there, the cost is too low.");
        if ((bill.Facts & BillFacts.UnlistedSpeed) != BillFacts.None)
            notes.Add($"No price is listed for the speed '{record.Speed}'.");
        if (!bill.IsPriced && bill.Count > 0)
        {
            var sum = bill.Sum().ToString("0.00##########################", CultureInfo.InvariantCulture);
            notes.Add($"The parts with a price cost {sum} USD, which is not the cost of the call.");
        }

        if (bill.Model is { } model)
            AddModel(notes, in bill, model, in record);
        return notes;
    }

    private static readonly (BillFacts Fact, string Text)[] Texts =
    [
        (BillFacts.UnknownUsage, "The usage is unknown."),
        (BillFacts.NoPriceAtThatTime, "The model had no listed price at the time of the call."),
        (BillFacts.UnlistedInput, "No input price is listed."),
        (BillFacts.UnlistedOutput, "No output price is listed."),
        (BillFacts.UnlistedCacheWrite1h, "No price is listed for 1-hour cache writes."),
        (BillFacts.UnlistedServerTool, "No price is listed for server-side tool calls."),
        (BillFacts.DerivedCachePrice,
            "Derived: no price is listed for a cache part; Anthropic's documented multiples of the input price are used"
            + " (5-minute write 1.25, 1-hour write 2, read 0.1)."),
        (BillFacts.DerivedInLongContext,
            "Derived: the long-context tier does not list a part of the usage; it is scaled like the tier's input or output price."),
        (BillFacts.DerivedRegion, "Derived: no factor is listed for the region; the one that the provider documents is used."),
        (BillFacts.DerivedSearch, "Derived: no price is listed for searches; the one that the provider documents is used."),
        (BillFacts.CacheReadAtInputPrice, "No cache read price is listed: cached tokens at the input price."),
        (BillFacts.CacheWriteAtInputPrice, "No cache write price is listed: written tokens at the input price."),
        (BillFacts.PartialUsage, "The provider reported only a part of the usage; the cost is that of this part."),
        (BillFacts.AudioOrImageFromCache,
            "Derived: the response does not say how many of the cached tokens were audio or images; only those that exceed the fresh input"
            + " are taken as cached."),
    ];

    private static void AddModel(List<string> notes, in Bill bill, ModelPrice model, in UsageRecord record)
    {
        if (model.Model != "*" && record.Model is { } name && name != model.Model && !model.Aliases.Contains(name))
            notes.Add($"'{name}' is priced as '{model.Model}' of {model.Provider}.");
        if (bill.Factor != 1m)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Token prices × {bill.Factor} for region and speed."));
        if (bill.Row is { SourcesAgree: false, SecondSource: { } second })
            notes.Add($"{second.Name} ({second.CheckedOn:yyyy-MM-dd}) lists other prices; the dated list is taken.");
        if (model.RetiredOn is { } day)
            notes.Add($"The provider retires the model on {day:yyyy-MM-dd}.");
        else if (model.IsDeprecated)
            notes.Add("The provider has deprecated the model.");
    }
}
