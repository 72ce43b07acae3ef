namespace TokenTracking.Pricing;

/// <summary>The models of one provider by name, and the provider's own rules for names that are not listed in full.</summary>
internal sealed class ProviderPrices(string name, string[] aliases, string[] fallsTo, string datedForm, bool isFirstParty)
{
    private readonly Dictionary<string, ModelPrice> _models = new(StringComparer.Ordinal);
    private ModelPrice? _any;

    public string Name => name;

    public string[] Aliases => aliases;

    /// <summary>Providers whose prices this one takes for models that it lists no price of its own for, by its own pricing page.</summary>
    public string[] FallsTo => fallsTo;

    public string DatedForm => datedForm;

    public bool IsFirstParty => isFirstParty;

    public IEnumerable<ModelPrice> Models
        => (_any is null ? [] : new[] { _any }).Concat(_models.Where(static entry => entry.Key == entry.Value.Model).Select(static entry => entry.Value));

    public IEnumerable<string> Names => _models.Keys;

    public ProviderPrices CopyEmpty() => new(Name, aliases, fallsTo, datedForm, isFirstParty);

    public ProviderPrices Copy()
    {
        var copy = CopyEmpty();
        copy._any = _any;
        foreach (var (key, model) in _models)
            copy._models[key] = model;
        return copy;
    }

    /// <summary>Adds a model. What is added later replaces what had the name.</summary>
    public void Add(ModelPrice model)
    {
        if (model.Model == "*")
        {
            _any = model;
            return;
        }

        _models[model.Model] = model;
        foreach (var alias in model.Aliases)
            _models[alias] = model;
    }

    public ModelPrice? FindExact(string model) => _models.GetValueOrDefault(model);

    /// <summary>The model of a name: as listed, else by the rules of <see cref="ModelNames"/>; a provider that is free for any model last.</summary>
    public ModelPrice? Find(string model)
    {
        if (_models.TryGetValue(model, out var found))
            return found;
        return ModelNames.TryFind(this, _models.GetAlternateLookup<ReadOnlySpan<char>>(), model, out found) ? found : _any;
    }
}
