using System.Security.Cryptography;
using TokenTracking.Pricing.Rates;

namespace TokenTracking.Pricing.Files;

/// <summary>
/// A user's own prices: contract prices, own models, discounts, in US dollars or in a currency with a fixed rate. Made by
/// <see cref="Load"/> or <see cref="Parse"/>; used by <c>PriceBook.With</c>. docs/prices.md describes the format.
/// </summary>
public sealed class PriceFile
{
    private PriceFile(string fileName, string name, string id, List<OwnModel> models, List<Discount> discounts)
    {
        FileName = fileName;
        Name = name;
        Id = id;
        Models = models;
        Discounts = discounts;
    }

    /// <summary>What its prices name as their source.</summary>
    public string Name { get; }

    /// <summary>The ID of this version of the file, which is a part of the ID of the price books that contain it.</summary>
    public string Id { get; }

    internal string FileName { get; }

    internal List<OwnModel> Models { get; }

    internal List<Discount> Discounts { get; }

    /// <summary>Reads a price file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The prices.</returns>
    /// <exception cref="PriceFileException">The file has errors; all of them are listed with their lines.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PriceFile Load(string path) => Parse(File.ReadAllBytes(path), Path.GetFileName(path));

    /// <summary>Reads a price file's text.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="fileName">What errors call the file.</param>
    /// <returns>The prices.</returns>
    /// <exception cref="PriceFileException">The text has errors; all of them are listed with their lines.</exception>
    public static PriceFile Parse(ReadOnlySpan<byte> json, string fileName)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        var reader = new PriceFileReader(fileName);
        reader.Read(json);
        var hash = Convert.ToHexStringLower(SHA256.HashData(json))[..8];
        return new PriceFile(fileName, reader.Name, $"{reader.Name}-{hash}", reader.Models, reader.Discounts);
    }
}
