using TokenTracking.Pricing;
using TokenTracking.Pricing.Files;
using TokenTracking.Pricing.Models;
using TokenTracking.Pricing.Rates;

namespace TokenTracking;

public sealed partial class PriceBook
{
    /// <summary>This book with a user's own prices: its rows come behind the listed ones of the same model and win where they are valid;
    /// discounts then lower the price that applies.</summary>
    /// <param name="file">The user's prices.</param>
    /// <returns>A new book; its id names both.</returns>
    /// <exception cref="PriceFileException">A discount is for a provider or model that has no price: it would lower nothing.</exception>
    public PriceBook With(PriceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var providers = CopyShelves();
        foreach (var own in file.Models)
            AddOwn(providers, own);
        var errors = new List<PriceFileError>();
        foreach (var discount in file.Discounts)
        {
            if (!ApplyDiscount(ProviderOf(providers, discount.Provider), discount, file.Name))
                errors.Add(new PriceFileError(
                    discount.Line,
                    $"There is no price of {discount.Model ?? "any model"} of '{discount.Provider}' that a discount could lower."));
        }

        if (errors.Count > 0)
            throw new PriceFileException(file.FileName, errors);
        return new PriceBook($"{Id}+{file.Id}", [.. providers.Values]);
    }

    private Dictionary<string, ProviderPrices> CopyShelves()
        => _shelves.Value.All.ToDictionary(static provider => provider.Name, static provider => provider.Copy(), StringComparer.Ordinal);

    private void AddOwn(Dictionary<string, ProviderPrices> providers, OwnModel own)
    {
        var provider = ProviderOf(providers, own.Provider);
        var listed = own.Model == "*" ? null : provider.FindExact(own.Model);
        if (listed is null)
        {
            provider.Add(new ModelPrice(provider.Name, own.Model, own.Aliases, ModelTraits.None, [.. own.Rows]));
            return;
        }

        // The aliases of a listed model are the same model: a contract price for it is one for them.
        string[] aliases = listed.Model == own.Model ? [.. listed.Aliases.Union(own.Aliases, StringComparer.Ordinal)] : own.Aliases;
        provider.Add(new ModelPrice(provider.Name, own.Model, aliases, listed.Traits, () => [.. listed.Rows, .. own.Rows]));
    }

    private static bool ApplyDiscount(ProviderPrices provider, Discount discount, string file)
    {
        var applies = false;
        foreach (var model in provider.Models.ToList())
        {
            if (discount.Model is null || model.Model == discount.Model || model.Aliases.Contains(discount.Model))
            {
                applies = true;
                provider.Add(new ModelPrice(
                    provider.Name, model.Model, [.. model.Aliases], model.Traits,
                    () => [.. model.Rows.SelectMany(row => row.And(discount, file))]));
            }
        }

        return applies;
    }

    private ProviderPrices ProviderOf(Dictionary<string, ProviderPrices> providers, string name)
    {
        var known = _shelves.Value.Find(name)?.Name ?? name;
        if (!providers.TryGetValue(known, out var provider))
            providers[known] = provider = new ProviderPrices(known, [], [], "", isFirstParty: false);
        return provider;
    }
}
