using TokenTracking.Pricing.Files;
using TokenTracking.Pricing.Tables;

namespace TokenTracking;

public sealed partial class PriceBook
{
    /// <summary>Reads a price table, as <c>tokens prices update</c> and <c>import</c> leave it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The book.</returns>
    /// <exception cref="PriceFileException">It is not a price table, or it is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PriceBook Load(string path) => Read(File.ReadAllBytes(path), path);

    /// <summary>Reads a price table's text.</summary>
    /// <param name="table">The text, UTF-8.</param>
    /// <param name="name">What errors call it.</param>
    /// <returns>The book.</returns>
    /// <exception cref="PriceFileException">It is not a price table, or it is damaged.</exception>
    public static PriceBook Read(ReadOnlySpan<byte> table, string name)
    {
        if (!table.StartsWith("TokenTracking prices 1\t"u8))
            throw new PriceFileException($"{name} is no price table. 'tokens prices import' makes one of a public price list.");
        try
        {
            var shelves = EmbeddedPrices.Read(table.ToArray());
            var book = new PriceBook(shelves.Id, shelves.All);

            // Rows are read when they are asked for; what is wrong in a file of unknown history has to show now.
            foreach (var model in book.Models)
                _ = model.Rows.Count;
            return book;
        }
        catch (Exception exception) when (
            exception is FormatException or ArgumentException or InvalidOperationException or IndexOutOfRangeException
            or KeyNotFoundException or NullReferenceException or OverflowException)
        {
            throw new PriceFileException($"{name} is a damaged price table: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the book as a price table, which <see cref="Read"/> reads.</summary>
    /// <returns>The text.</returns>
    public string ToTable() => PriceTableWriter.Write(Id, _shelves.Value.All);
}
