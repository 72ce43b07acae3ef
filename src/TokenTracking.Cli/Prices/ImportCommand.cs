using System.CommandLine;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Input;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Prices;

/// <summary><c>tokens prices import</c>: takes a public price list from a file into the table.</summary>
internal static class ImportCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it reads and writes.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var from = ListOption.Create(isRequired: true);
        var file = new Argument<string>("file") { Description = "The list; - for standard input.", HelpName = "FILE" };
        var at = AtOption.Create();
        at.Description = "The first day on which changed prices apply. Default: today.";
        var table = PriceBooks.TableOption();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json);
        var command = new CommandWithExamples(
            "import",
            "Updates the price table from a public price list. Changed prices apply from today on; earlier prices are kept.",
            "tokens prices import --from litellm model_prices_and_context_window.json")
        {
            from, file, at, table, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var reader = new StreamReader(InputFile.Open(parsed.GetValue(file)!, host));
            var text = await reader.ReadToEndAsync(cancellationToken);
            var day = DateOnly.FromDateTime(AtOption.Resolve(parsed.GetValue(at), host).UtcDateTime);
            var target = new TableFile(PriceBooks.TablePath(parsed.GetValue(table), host));
            target.Take(parsed.GetValue(from)!, text, day).Write(parsed.GetValue(format), host);
            return ExitCode.Ok;
        });
        return command;
    }
}
