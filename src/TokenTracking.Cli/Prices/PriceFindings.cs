using System.Globalization;
using TokenTracking.Pricing;

namespace TokenTracking.Cli.Prices;

/// <summary>Looks a table through.</summary>
internal static class PriceFindings
{
    /// <summary>What is stale, missing or contradictory at an instant.</summary>
    /// <param name="book">The table.</param>
    /// <param name="now">The instant.</param>
    /// <param name="days">The age from which on a list is stale.</param>
    /// <returns>The findings, stale lists first.</returns>
    public static IEnumerable<FindingDocument> Of(PriceBook book, DateTimeOffset now, int days)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var lists = book.Models.SelectMany(static model => model.Rows)
            .SelectMany(static row => new[] { row.Source, row.SecondSource }).OfType<PriceSource>().Distinct();
        foreach (var list in lists.Where(list => list.CheckedOn is { } day && today.DayNumber - day.DayNumber > days))
        {
            yield return new FindingDocument("stale", FindingDocument.Error, "*", "*", string.Create(
                CultureInfo.InvariantCulture,
                $"{list.Name} is dated {list.CheckedOn:yyyy-MM-dd}, {today.DayNumber - list.CheckedOn!.Value.DayNumber} days ago."));
        }

        foreach (var finding in book.Models.SelectMany(model => Of(model, now, today)))
            yield return finding;
    }

    private static IEnumerable<FindingDocument> Of(ModelPrice model, DateTimeOffset now, DateOnly today)
    {
        var isRetired = model.RetiredOn < today;
        if (model.At(now) is not { } row)
            yield return Find("missing", isRetired ? FindingDocument.Notice : FindingDocument.Error, "It has no price today.");
        else if (row.Cards[0][PriceDimension.Input] is null && row.Cards[0][PriceDimension.Request] is null)
            yield return Find("missing", FindingDocument.Notice, "It has no input price.");
        else if (!row.SourcesAgree)
            yield return Find(
                "contradictory", FindingDocument.Notice,
                $"{row.SecondSource!.Name} has different prices from {row.Source.Name}, whose prices are used.");
        if (isRetired)
            yield return Find("stale", FindingDocument.Notice, string.Create(
                CultureInfo.InvariantCulture, $"Its provider retired it on {model.RetiredOn:yyyy-MM-dd}."));

        FindingDocument Find(string kind, string severity, string why) => new(kind, severity, model.Provider, model.Model, why);
    }
}
