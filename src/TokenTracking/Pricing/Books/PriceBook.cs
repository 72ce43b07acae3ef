using TokenTracking.Pricing;
using TokenTracking.Pricing.Bills;
using TokenTracking.Pricing.Models;
using TokenTracking.Pricing.Tables;

namespace TokenTracking;

/// <summary>The current and past prices of models. Immutable, safe for use from many threads.</summary>
/// <remarks>Prices are USD, decimal, per million tokens. The price valid at the call's time applies, so a later change never reprices what
/// was before it. What is not listed has no cost: it is never priced at zero, nor like a model of a similar name.</remarks>
public sealed partial class PriceBook
{
    private readonly Lazy<PriceShelves> _shelves;

    internal PriceBook(string id, IReadOnlyList<ProviderPrices> providers) => _shelves = new(new PriceShelves(id, providers));

    internal PriceBook(Func<PriceShelves> read) => _shelves = new(read);

    /// <summary>The table that comes with the package. It is read when a price is first asked for.</summary>
    public static PriceBook Default { get; } = new(EmbeddedPrices.Read);

    /// <summary>The ID of the table, which is stored with every cost that is calculated from it.</summary>
    public string Id => _shelves.Value.Id;

    /// <summary>The providers that have prices, by their OpenTelemetry names.</summary>
    public IReadOnlyList<string> Providers => _shelves.Value.Names;

    /// <summary>Every model of the table.</summary>
    public IEnumerable<ModelPrice> Models => _shelves.Value.All.SelectMany(static provider => provider.Models);

    /// <summary>The models of one provider.</summary>
    /// <param name="provider">Its OpenTelemetry name, or a usual other one (<c>azure</c>, <c>bedrock</c>).</param>
    /// <returns>The models; none for a provider that is not listed.</returns>
    public IEnumerable<ModelPrice> ModelsOf(string provider) => _shelves.Value.Find(provider)?.Models ?? [];

    /// <summary>What a model costs: its exact name first, then the aliases that are listed, then the naming rules of its provider (dated
    /// snapshots, resource paths). There is no matching by prefix or likeness.</summary>
    /// <param name="provider">Who answered, by its OpenTelemetry name; null looks among the makers of models and takes an answer only where
    /// one alone has it.</param>
    /// <param name="model">The model.</param>
    /// <returns>Its prices; null if the table has none.</returns>
    public ModelPrice? Find(string? provider, string? model) => _shelves.Value.Find(provider, model);

    /// <summary>The cost of a call: its integer token counts × the prices of the model that answered, valid at the call's time.</summary>
    /// <param name="record">The call. A cost that its provider reported wins over a computed one. A cost that it has already is
    /// ignored.</param>
    /// <returns>The cost; <see cref="CallCost.Unpriced"/> where usage, model or price is unknown.</returns>
    public CallCost GetCost(in UsageRecord record)
        => record.ReportedCost is { } reported ? new CallCost(reported, CostBasis.Reported, null) : GetListedCost(in record);

    /// <summary>The cost of a call by this table, regardless of what its provider reported.</summary>
    /// <param name="record">The call.</param>
    /// <returns>The cost; <see cref="CallCost.Unpriced"/> where usage, model or price is unknown.</returns>
    public CallCost GetListedCost(in UsageRecord record)
    {
        if (record.Parts is { Count: > 0 } parts)
            return GetListedCost(in record, parts);
        var bill = default(Bill);
        bill.Fill(_shelves.Value, in record);
        return bill.IsPriced ? new CallCost(bill.Sum(), bill.IsDerived ? CostBasis.Derived : CostBasis.Listed, Id) : CallCost.Unpriced;
    }
}
