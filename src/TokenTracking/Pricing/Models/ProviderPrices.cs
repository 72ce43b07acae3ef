namespace TokenTracking.Pricing.Models;

/// <summary>The models of one provider by name, and the provider's own rules for names that are not listed in full.</summary>
internal sealed class ProviderPrices(string name, string[] aliases, string[] fallsTo, string datedForm, bool isFirstParty)
{
    private readonly Dictionary<string, ModelPrice> _models = new(StringComparer.Ordinal);
    private ModelPrice? _any;

    public string Name => name;

    public string[] Aliases => aliases;

    /// <summary>Providers whose prices this one takes for models that it lists no separate price for, by its own pricing page.</summary>
    public string[] FallsTo => fallsTo;

    public string DatedForm => datedForm;

    public bool IsFirstParty => isFirstParty;

    public IEnumerable<ModelPrice> Models
        => (_any is null ? [] : new[] { _any })
            .Concat(_models.Where(static entry => entry.Key == entry.Value.Model).Select(static entry => entry.Value));

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

    /// <summary>Adds a model. What is added later takes over the names it has; a model that loses some of its names keeps the
    /// others.</summary>
    public void Add(ModelPrice model)
    {
        if (model.Model == "*")
        {
            _any = model;
            return;
        }

        List<ModelPrice>? losers = null;
        Take(model.Model, model, ref losers);
        foreach (var alias in model.Aliases)
            Take(alias, model, ref losers);
        foreach (var loser in losers ?? [])
            Rename(loser);
    }

    private void Take(string taken, ModelPrice model, ref List<ModelPrice>? losers)
    {
        if (_models.TryAdd(taken, model))
            return;
        if (_models[taken] is { } other && other != model && losers?.Contains(other) != true)
            (losers ??= []).Add(other);
        _models[taken] = model;
    }

    private void Rename(ModelPrice loser)
    {
        string[] left = [.. _models.Where(entry => entry.Value == loser).Select(static entry => entry.Key)];
        if (left.Length == 0)
            return;
        var canonical = left.Contains(loser.Model) ? loser.Model : left[0];
        var renamed = new ModelPrice(Name, canonical, [.. left.Where(other => other != canonical)], loser.Traits, () => [.. loser.Rows]);
        foreach (var other in left)
            _models[other] = renamed;
    }

    public ModelPrice? FindExact(string model) => _models.GetValueOrDefault(model);

    /// <summary>The model of a name: as listed, or by the rules of <see cref="ModelNames"/>; a provider that is free for any model
    /// last.</summary>
    public ModelPrice? Find(string model)
    {
        if (_models.TryGetValue(model, out var found))
            return found;
        return ModelNames.TryFind(this, _models.GetAlternateLookup<ReadOnlySpan<char>>(), model, out found) ? found : _any;
    }
}
