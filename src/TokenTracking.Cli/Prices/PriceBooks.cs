using System.CommandLine;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;
using TokenTracking.Pricing.Files;

namespace TokenTracking.Cli.Prices;

/// <summary>The prices that a command works with: the table, and a user's own prices over it.</summary>
internal static class PriceBooks
{
    /// <summary>The variable that names a file of own prices.</summary>
    public const string OwnVariable = "TOKENTRACKING_PRICES";

    /// <summary>The variable that names the table which <c>update</c> and <c>import</c> write.</summary>
    public const string TableVariable = "TOKENTRACKING_PRICE_TABLE";

    /// <summary>The default path of that table, in the folder of the store.</summary>
    public const string DefaultTable = "data/prices.txt";

    /// <summary>The name of the table that comes with the tool.</summary>
    public const string Embedded = "embedded";

    /// <summary><c>--prices</c>.</summary>
    /// <returns>The option of one command.</returns>
    public static Option<string?> OwnOption() => new("--prices")
    {
        Description = $"A file with custom prices (JSON), which override the table. Default: {OwnVariable} if set.",
        HelpName = "file",
    };

    /// <summary><c>--table</c>.</summary>
    /// <returns>The option of one command.</returns>
    public static Option<string?> TableOption() => new("--table")
    {
        Description = $"The price table that is updated. Default: {TableVariable} if set; otherwise, {DefaultTable}.",
        HelpName = "path",
    };

    /// <summary>The book that a command line means.</summary>
    /// <param name="own">The value of <c>--prices</c>; null if it is not specified.</param>
    /// <param name="host">The environment.</param>
    /// <returns>The book.</returns>
    /// <exception cref="CommandFailedException">A file is missing or has errors.</exception>
    public static PriceBook Open(string? own, CommandHost host)
    {
        var table = OpenTable(TablePath(null, host), isNamed: host.Variable(TableVariable) is { Length: > 0 });
        var path = own ?? (host.Variable(OwnVariable) is { Length: > 0 } named ? named : null);
        return path is null ? table : Guard(path, () => table.With(PriceFile.Load(path)));
    }

    /// <summary>Where the table is that <c>update</c> and <c>import</c> write.</summary>
    /// <param name="path">The value of <c>--table</c>; null if it is not specified.</param>
    /// <param name="host">The environment.</param>
    /// <returns>The path.</returns>
    public static string TablePath(string? path, CommandHost host)
        => path ?? (host.Variable(TableVariable) is { Length: > 0 } named ? named : DefaultTable);

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file, or <see cref="Embedded"/>.</param>
    /// <param name="isNamed">True if the user specified the file, so that it must exist.</param>
    /// <returns>The book; the embedded one if no file was specified and the default file does not exist.</returns>
    /// <exception cref="CommandFailedException">The file is missing or has errors.</exception>
    public static PriceBook OpenTable(string path, bool isNamed)
        => path == Embedded || (!isNamed && !File.Exists(path)) ? PriceBook.Default : Guard(path, () => PriceBook.Load(path));

    private static PriceBook Guard(string path, Func<PriceBook> read)
    {
        try
        {
            return read();
        }
        catch (PriceFileException failure)
        {
            throw failure.Errors.Count == 0
                ? CommandFailedException.Failed(failure.Message)
                : CommandFailedException.Failed(
                    [.. failure.Errors.Select(error => $"{Path.GetFileName(path)}:{error.Line}: {error.Message}")]);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandFailedException.Failed($"There is no price file {Path.GetFullPath(path)}.");
        }
    }
}
