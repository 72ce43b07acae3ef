using TokenTracking.Cli.Text;
using TokenTracking.Pricing;

namespace TokenTracking.Cli.Audit;

/// <summary>A model that the code base names.</summary>
/// <param name="Model">The name.</param>
/// <param name="Provider">The provider that the table lists it under; null if it is not in the table.</param>
/// <param name="InputPerMillion">USD per million input tokens; null if unknown.</param>
/// <param name="OutputPerMillion">USD per million output tokens; null if unknown.</param>
/// <param name="Note">What is to be known of it; null for nothing.</param>
/// <param name="IsUnpriced">True if calls to it would have no cost.</param>
/// <param name="Components">The types that name it.</param>
/// <param name="Places">Where it is named: <c>file:line</c>.</param>
internal sealed record ModelRow(
    string Model, string? Provider, decimal? InputPerMillion, decimal? OutputPerMillion, string? Note, bool IsUnpriced,
    IReadOnlyList<string> Components, IReadOnlyList<string> Places)
{
    private static readonly string[] Makers =
    [
        "anthropic", "openai", "gcp.gemini", "mistral_ai", "deepseek", "x_ai", "cohere", "moonshot_ai", "alibaba", "z_ai",
    ];

    /// <summary>The rows of a code base.</summary>
    /// <param name="models">The places that name a model.</param>
    /// <param name="book">The prices.</param>
    /// <param name="now">The instant whose prices apply.</param>
    /// <param name="fileOf">Names a file.</param>
    /// <returns>A row for each name.</returns>
    public static IReadOnlyList<ModelRow> Of(
        IEnumerable<ModelPlace> models, PriceBook book, DateTimeOffset now, Func<CodePlace, string> fileOf)
        => [.. models.GroupBy(static model => model.Model, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group => Of(group.Key, [.. group], book, now) with
            {
                Components = [.. group.Select(static model => model.Component).Where(static type => type.Length > 0)
                    .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                Places = [.. group.Select(model => PlaceText.Of(fileOf(model.Place), model.Place.Line)).Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)],
            })];

    private static ModelRow Of(string model, IReadOnlyList<ModelPlace> places, PriceBook book, DateTimeOffset now)
    {
        var found = Find(book, model);
        var row = found?.At(now);
        var (input, output) = (row?[PriceDimension.Input], row?[PriceDimension.Output]);
        if (input is not null || output is not null)
        {
            return new ModelRow(
                model, found!.Provider, JsonText.Exact(input), JsonText.Exact(output), Lifecycle(found), IsUnpriced: false, [], []);
        }

        if (places.All(static place => place.HasOwnPrice))
            return new ModelRow(model, null, null, null, "priced by the project's own file", IsUnpriced: false, [], []);
        if (places.All(static place => place.IsOwn))
            return new ModelRow(model, null, null, null, "own deployment or local model", IsUnpriced: false, [], []);
        var reason = found is null ? "not in the price table" : "no token price in the table";
        return new ModelRow(model, found?.Provider, null, null, reason, IsUnpriced: true, [], []);
    }

    // The provider itself is listed before those who resell its models.
    private static ModelPrice? Find(PriceBook book, string model)
        => book.Providers.Select(name => book.Find(name, model)).OfType<ModelPrice>()
            .Where(static price => price.Model != "*").MinBy(price => Resells(price.Provider));

    private static int Resells(string provider) => Makers.Contains(provider) ? 0 : 1;

    private static string? Lifecycle(ModelPrice model)
        => model.RetiredOn is { } day ? $"retired on {day:yyyy-MM-dd}" : model.IsDeprecated ? "deprecated" : null;
}
