using TokenTracking.Pricing.Models;

namespace TokenTracking;

public sealed partial class PriceBook
{
    /// <summary>Names that a model without a price may have meant, for a message to a person. Their prices are never taken
    /// instead.</summary>
    /// <param name="provider">Who answered; null if unknown.</param>
    /// <param name="model">The model that was not found.</param>
    /// <param name="count">How many at most.</param>
    /// <returns><c>provider/model</c>, nearest first: the same name at another provider, then near names at this one.</returns>
    public IReadOnlyList<string> Suggest(string? provider, string model, int count = 3)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var shelves = _shelves.Value;
        var elsewhere = shelves.All.Where(other => other.FindExact(model) is not null).Select(other => other.Name + "/" + model);
        IReadOnlyList<ProviderPrices> asked = provider is not null && shelves.Find(provider) is { } prices ? [prices] : shelves.Makers;
        var near = NearNames.Of(model, asked.SelectMany(static p => p.Names).Distinct(StringComparer.Ordinal), count)
            .Select(name => asked.First(p => p.FindExact(name) is not null).Name + "/" + name);
        return [.. elsewhere.Concat(near).Distinct(StringComparer.Ordinal).Take(count)];
    }
}
