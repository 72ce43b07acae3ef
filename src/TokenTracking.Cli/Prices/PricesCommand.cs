using System.CommandLine;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Prices;

/// <summary><c>tokens prices</c>: what models cost, and since when.</summary>
internal static class PricesCommand
{
    /// <summary>The command with its subcommands.</summary>
    /// <param name="host">Where they read and write.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host) => new CommandWithExamples(
        "prices",
        "Shows what models cost, and since when.",
        "tokens prices list --provider anthropic                       # all prices of one provider",
        "tokens prices show claude-opus-4-5 --at 2026-03-01            # one model on a certain day",
        "tokens prices cost --model gpt-4o --input 1000 --output 50    # what a call would cost",
        "tokens prices update                                          # downloads newer public prices")
    {
        ListCommand.Create(host),
        ShowCommand.Create(host),
        CostCommand.Create(host),
        ImportCommand.Create(host),
        UpdateCommand.Create(host),
        DiffCommand.Create(host),
        CheckCommand.Create(host),
    };
}
