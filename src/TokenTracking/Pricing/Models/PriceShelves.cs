namespace TokenTracking.Pricing.Models;

/// <summary>The providers of a price book, and who is looked at for a model.</summary>
internal sealed class PriceShelves
{
    private readonly Dictionary<string, ProviderPrices> _providers;
    private readonly ProviderPrices[] _makers;
    private readonly Lazy<Dictionary<string, ProviderPrices>> _inAnyCase;
    private readonly Lazy<Dictionary<string, ModelPrice?>> _byName;

    public PriceShelves(string id, IReadOnlyList<ProviderPrices> providers)
    {
        Id = id;
        All = providers;
        Names = [.. providers.Select(static provider => provider.Name)];
        _makers = [.. providers.Where(static provider => provider.IsFirstParty)];
        _byName = new(NamesOfMakers);
        _inAnyCase = new(NamesInAnyCase);
        _providers = new Dictionary<string, ProviderPrices>(providers.Count * 4, StringComparer.Ordinal);
        foreach (var provider in providers)
            _providers[provider.Name] = provider;
        foreach (var provider in providers)
        {
            foreach (var alias in provider.Aliases)
                _providers.TryAdd(alias, provider);
        }
    }

    public string Id { get; }

    public IReadOnlyList<ProviderPrices> All { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The providers that make models, where a model without a provider is looked for.</summary>
    public IReadOnlyList<ProviderPrices> Makers => _makers;

    /// <summary>A provider by its name or a usual other one; "OpenAI" is no other provider than "openai".</summary>
    public ProviderPrices? Find(string provider) => _providers.GetValueOrDefault(provider) ?? _inAnyCase.Value.GetValueOrDefault(provider);

    /// <summary>The price of a model at a provider, or at its maker if the provider is not known.</summary>
    public ModelPrice? Find(string? provider, string? model)
    {
        if (model is null)
            return null;
        if (string.IsNullOrEmpty(provider))
            return FindAmongMakers(model);
        return Find(provider) is { } prices ? prices.Find(model) ?? FindWithFallback(prices, model) : null;
    }

    /// <summary>The price of a provider whose prices apply to models that this provider does not list.</summary>
    public ModelPrice? FindWithFallback(ProviderPrices prices, string model)
    {
        foreach (var name in prices.FallsTo)
        {
            if (Find(name)?.Find(model) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The price at the one maker that has the model; null if none has it, or more than one.</summary>
    public ModelPrice? FindAmongMakers(string model)
    {
        if (_byName.Value.TryGetValue(model, out var exact))
            return exact;
        ModelPrice? found = null;
        foreach (var provider in _makers)
        {
            if (provider.Find(model) is not { } price)
                continue;
            if (found is not null)
                return null;
            found = price;
        }

        return found;
    }

    private Dictionary<string, ProviderPrices> NamesInAnyCase()
    {
        var names = new Dictionary<string, ProviderPrices>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, provider) in _providers)
            names.TryAdd(name, provider);
        return names;
    }

    private Dictionary<string, ModelPrice?> NamesOfMakers()
    {
        var byName = new Dictionary<string, ModelPrice?>(StringComparer.Ordinal);
        foreach (var provider in _makers)
        {
            // A name that two makers have is nobody's.
            foreach (var name in provider.Names)
                byName[name] = byName.ContainsKey(name) ? null : provider.FindExact(name);
        }

        return byName;
    }
}
