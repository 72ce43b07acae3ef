using System.Globalization;

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
            yield return new FindingDocument("stale", "*", "*", string.Create(
                CultureInfo.InvariantCulture, $"{list.Name} is of {list.CheckedOn:yyyy-MM-dd}, {today.DayNumber - list.CheckedOn!.Value.DayNumber} days ago."));
        }


        foreach (var model in book.Models)
        {
            if (model.At(now) is not { } row)
                yield return new FindingDocument("missing", model.Provider, model.Model, "It has no price today.");
            else if (row.Cards[0][PriceDimension.Input] is null && row.Cards[0][PriceDimension.Request] is null)
                yield return new FindingDocument("missing", model.Provider, model.Model, "It has no input price.");
            else if (!row.SourcesAgree)
                yield return new FindingDocument(
                    "contradictory", model.Provider, model.Model, $"{row.SecondSource!.Name} has other prices than {row.Source.Name}, which is taken.");
            if (model.RetiredOn < today)
                yield return new FindingDocument(
                    "stale", model.Provider, model.Model, string.Create(CultureInfo.InvariantCulture, $"Its provider retired it on {model.RetiredOn:yyyy-MM-dd}."));
        }
    }
}
