using System.CommandLine;
using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;
using TokenTracking.Pricing;

namespace TokenTracking.Cli.Prices;

/// <summary><c>tokens prices list</c>: the prices in force.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it writes.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var provider = new Option<string?>("--provider") { Description = "Only the models of this provider.", HelpName = "name" };
        var at = AtOption.Create();
        var prices = PriceBooks.OwnOption();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("list", "Lists every model with its current prices.") { provider, at, prices, format };
        command.SetAction(parsed =>
        {
            var book = PriceBooks.Open(parsed.GetValue(prices), host);
            var instant = AtOption.Resolve(parsed.GetValue(at), host);
            var models = ModelsOf(book, parsed.GetValue(provider));
            if (parsed.GetValue(format) == OutputFormat.Json)
            {
                var document = new PricesDocument(
                    book.Id, JsonText.Instant(instant), [.. models.Select(model => ModelDocument.Of(model, instant, inForceOnly: true))]);
                host.Out.WriteLine(JsonSerializer.Serialize(document, PricesJson.Indented.PricesDocument));
            }
            else
            {
                WriteTable(book, models, instant, host);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static List<ModelPrice> ModelsOf(PriceBook book, string? provider)
    {
        var models = (provider is null ? book.Models : book.ModelsOf(provider)).ToList();
        if (models.Count == 0)
            throw CommandFailedException.Failed($"There are no prices for provider '{provider}'. The providers are: "
                + $"{string.Join(", ", book.Providers)}.");
        return models;
    }

    private static void WriteTable(PriceBook book, List<ModelPrice> models, DateTimeOffset at, CommandHost host)
    {
        var table = new TableText().Text("Provider").Text("Model").Figures("Input")
            .Figures("Output").Figures("Cache read").Figures("Cache write")
            .Text("More").Text("Since").Text("Source");
        foreach (var model in models)
        {
            var row = model.At(at);
            var card = row?.Cards[0];
            table.Row([
                model.Provider, model.Model, Price(card, PriceDimension.Input), Price(card, PriceDimension.Output),
                Price(card, PriceDimension.CacheRead), Price(card, PriceDimension.CacheWrite5m),
                row is null ? "" : string.Join(' ', row.Cards.Skip(1).Select(PriceTable.TierOf)),
                PriceRowDocument.Day(row?.EffectiveFrom) ?? Shown.Unknown, row?.Source.Name ?? Shown.Unknown]);
        }

        table.WriteTo(host);
        host.Out.WriteLine(SafeText.Of($"{Shown.Of(models.Count, "model")}, USD per million tokens; table {book.Id}."));

        static string Price(RateCard? card, PriceDimension dimension) => PriceTable.Price(card?[dimension]);
    }
}
