using TokenTracking.Pricing.Models;

namespace TokenTracking.Pricing.Tables;

/// <summary>The table inside the assembly.</summary>
internal static class EmbeddedPrices
{
    public const string ResourceName = "TokenTracking.Pricing.prices.txt";

    public static PriceShelves Read() => Read(Bytes());

    public static PriceShelves Read(byte[] table)
    {
        var reader = new PriceTableReader(table);
        var providers = reader.ReadProviders();
        return new PriceShelves(reader.Id, providers);
    }

    public static byte[] Bytes()
    {
        using var stream = typeof(EmbeddedPrices).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException("The price table of the assembly is missing.");
        var table = new byte[stream.Length];
        stream.ReadExactly(table);
        return table;
    }
}
