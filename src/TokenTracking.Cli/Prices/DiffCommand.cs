using System.CommandLine;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Prices;

/// <summary><c>tokens prices diff</c>: what one table has otherwise than another.</summary>
internal static class DiffCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it reads and writes.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var before = Table("before");
        var after = Table("after");
        var at = AtOption.Create();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json);
        var command = new CommandWithExamples(
            "diff",
            "Shows the prices that were added, changed and removed between two tables.",
            $"tokens prices diff {PriceBooks.Embedded} {PriceBooks.DefaultTable}           # the effect of the updates")
        {
            before, after, at, format,
        };
        command.SetAction(parsed =>
        {
            var old = PriceBooks.OpenTable(parsed.GetValue(before)!, isNamed: true);
            var now = PriceBooks.OpenTable(parsed.GetValue(after)!, isNamed: true);
            ChangesDocument.Of(old, now, old.Diff(now, AtOption.Resolve(parsed.GetValue(at), host))).Write(parsed.GetValue(format), host);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Argument<string> Table(string name)
        => new(name) { Description = $"A price table, or '{PriceBooks.Embedded}' for the one in the tool.", HelpName = "table" };
}
