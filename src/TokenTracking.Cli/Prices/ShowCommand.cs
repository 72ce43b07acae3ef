using System.CommandLine;
using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;
using TokenTracking.Pricing;

namespace TokenTracking.Cli.Prices;

/// <summary><c>tokens prices show</c>: all prices of a model, through time.</summary>
internal static class ShowCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it writes.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var model = new Argument<string>("model") { Description = "The full name of the model.", HelpName = "MODEL" };
        var provider = new Option<string?>("--provider")
        {
            Description = "The provider. Default: every provider that has the model.", HelpName = "name",
        };
        var at = AtOption.Create();
        var prices = PriceBooks.OwnOption();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("show", "Shows all past and current prices of a model, with their sources.")
        {
            model, provider, at, prices, format,
        };
        command.SetAction(parsed =>
        {
            var book = PriceBooks.Open(parsed.GetValue(prices), host);
            var instant = AtOption.Resolve(parsed.GetValue(at), host);
            ModelDocument[] found = [.. Find(book, parsed.GetValue(provider), parsed.GetValue(model)!)
                .Select(price => ModelDocument.Of(price, instant, inForceOnly: false))];
            if (parsed.GetValue(format) == OutputFormat.Json)
            {
                host.Out.WriteLine(JsonSerializer.Serialize(
                    new PricesDocument(book.Id, JsonText.Instant(instant), found), PricesJson.Indented.PricesDocument));
                return ExitCode.Ok;
            }

            foreach (var document in found)
                PriceTable.Write(document, host);
            return ExitCode.Ok;
        });
        return command;
    }

    private static List<ModelPrice> Find(PriceBook book, string? provider, string model)
    {
        var found = provider is null
            ? book.Providers.Select(name => book.Find(name, model)).OfType<ModelPrice>()
                .Where(static price => price.Model != "*").Distinct().ToList()
            : book.Find(provider, model) is { } one ? [one] : [];
        if (found.Count > 0)
            return found;
        if (NamedModel.Of(book, provider, model) is { Note: not null } named)
            return [book.Find(named.Provider, named.Model)!];
        var near = book.Suggest(provider, model, 5);
        throw CommandFailedException.Failed(
            $"No price is known for model '{model}'" + (provider is null ? "." : $" of provider '{provider}'.")
            + (near.Count > 0 ? $" Similar names: {string.Join(", ", near)}." : ""));
    }
}
