using System.Globalization;
using System.Text;
using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Prices.Lists;
using TokenTracking.Pricing;
using TokenTracking.Pricing.Files;

namespace TokenTracking.Cli.Prices;

/// <summary>The table that <c>import</c> and <c>update</c> carry on.</summary>
/// <param name="path">Where it is. Until the first change there is none, and the embedded one is meant.</param>
internal sealed class TableFile(string path)
{
    /// <summary>Takes a list in, and replaces the file whole or not at all.</summary>
    /// <param name="from">Which list: see <see cref="ListOption"/>.</param>
    /// <param name="text">Its text.</param>
    /// <param name="day">The day from which on changed prices apply.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="CommandFailedException">The text is not such a list.</exception>
    public ChangesDocument Take(string from, string text, DateOnly day)
    {
        var before = PriceBooks.OpenTable(path, isNamed: false);
        var after = before.Update(Read(from, text, day), day, out var changes);
        var isSame = !changes.Any(static change => change.Kind != PriceChangeKind.Removed);
        if (isSame)
            return ChangesDocument.Of(before, before, changes, "The table has not changed.");
        Write(after.ToTable());
        return ChangesDocument.Of(before, after, changes, $"Written to {Path.GetFullPath(path)}.");
    }

    private static PriceBook Read(string from, string text, DateOnly day)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        try
        {
            var (table, models, _) = from == ListOption.Genai
                ? ListTables.Make(text, null, date, date)
                : ListTables.Make(null, text, date, date);
            if (models == 0)
                throw CommandFailedException.Failed($"It contains no model of {from}. Check that it is the correct list.");
            return PriceBook.Read(Encoding.UTF8.GetBytes(table), from);
        }
        catch (Exception failure) when (
            failure is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException
            or IndexOutOfRangeException or ArgumentException or PriceFileException)
        {
            throw CommandFailedException.Failed($"The file is not a list of {from}: {failure.Message}");
        }
    }

    // A reader sees the old table or the new one: the new file is written next to it and then renamed.
    private void Write(string table)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = full + "." + Guid.NewGuid().ToString("N") + ".tmp";
        try
        {
            File.WriteAllText(temporary, table, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
