using TokenTracking.Pricing.Models;

namespace TokenTracking.Pricing;

/// <summary>What one model of one provider costs, and has cost.</summary>
public sealed class ModelPrice
{
    private readonly IPriceRows? _table;
    private readonly int _rowsAt;
    private readonly Func<PriceRow[]>? _makeRows;
    private PriceRow[]? _rows;

    internal ModelPrice(string provider, string model, string[] aliases, ModelTraits traits, IPriceRows table, int rowsAt)
        : this(provider, model, aliases, traits)
    {
        _table = table;
        _rowsAt = rowsAt;
    }

    internal ModelPrice(string provider, string model, string[] aliases, ModelTraits traits, Func<PriceRow[]> makeRows)
        : this(provider, model, aliases, traits)
        => _makeRows = makeRows;

    internal ModelPrice(string provider, string model, string[] aliases, ModelTraits traits, PriceRow[] rows)
        : this(provider, model, aliases, traits)
        => _rows = rows;

    private ModelPrice(string provider, string model, string[] aliases, ModelTraits traits)
    {
        Provider = provider;
        Model = model;
        Aliases = aliases;
        Traits = traits;
    }

    /// <summary>Who answers, by its OpenTelemetry name.</summary>
    public string Provider { get; }

    /// <summary>The model's name; <c>*</c> for every model that the provider names (a local server).</summary>
    public string Model { get; }

    /// <summary>Other names of the same model at the same prices, in full: there is no matching by prefix.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>True if the provider has announced the model's end.</summary>
    public bool IsDeprecated => Traits.IsDeprecated;

    /// <summary>The day the provider ends or ended the model; null if none is announced or the day is not known.</summary>
    public DateOnly? RetiredOn => Traits.RetiredOn;

    /// <summary>The prices through time, oldest first; where several apply, the last one does.</summary>
    public IReadOnlyList<PriceRow> Rows => GetRows();

    internal ModelTraits Traits { get; }

    /// <summary>The prices valid at an instant.</summary>
    /// <param name="time">The instant.</param>
    /// <returns>The row; null if the model had no price then.</returns>
    public PriceRow? At(DateTimeOffset time)
    {
        var rows = GetRows();
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            if (rows[i].AppliesAt(time))
                return rows[i];
        }

        return null;
    }

    // Rows are read when a model is first asked for: of thousands, a process uses a few.
    private PriceRow[] GetRows() => _rows ??= _makeRows is null ? _table!.ReadRows(_rowsAt) : _makeRows();
}
