namespace TokenTracking.Pricing.Files;

/// <summary>A model of a price file, in USD already.</summary>
internal sealed record OwnModel(string Provider, string Model, string[] Aliases, List<PriceRow> Rows);
