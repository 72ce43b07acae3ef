using System.Globalization;
using System.Text.Json;
using TokenTracking.Pricing.Rates;

namespace TokenTracking.Pricing.Files;

/// <summary>Makes prices of a price file, and collects every error with its line on the way.</summary>
internal sealed partial class PriceFileReader(string fileName)
{
    // The largest call at the largest price is still a number: 10^15 tokens × 10^9 USD per million.
    private const decimal MaxPrice = 1_000_000_000m;
    private const decimal MaxUsdPerUnit = 1_000_000m;

    private readonly List<PriceFileError> _errors = [];
    private decimal _usdPerUnit = 1m;

    public string Name { get; private set; } = Path.GetFileNameWithoutExtension(fileName);

    public List<OwnModel> Models { get; } = [];

    public List<Discount> Discounts { get; } = [];

    public void Read(ReadOnlySpan<byte> json)
    {
        try
        {
            ReadRoot(JsonAt.Parse(json));
        }
        catch (JsonException exception)
        {
            _errors.Add(new PriceFileError((int)(exception.LineNumber ?? 0) + 1, "This is no JSON: " + exception.Message));
        }

        if (_errors.Count > 0)
            throw new PriceFileException(fileName, [.. _errors.OrderBy(static error => error.Line)]);
    }

    private void ReadRoot(JsonAt root)
    {
        if (!IsObject(root, "A price file"))
            return;
        CheckNames(root, "name", "currency", "models", "discounts");
        Name = Text(root, "name") ?? Name;
        if (root["currency"] is { } currency && IsObject(currency, "'currency'"))
        {
            CheckNames(currency, "code", "usdPerUnit");
            if (Text(currency, "code") is null)
                Error(currency, "'currency' requires a 'code' (ISO 4217, such as \"EUR\").");
            _usdPerUnit = Positive(currency, "usdPerUnit") ?? 1m;
            if (_usdPerUnit > MaxUsdPerUnit)
                _usdPerUnit = Fail(currency["usdPerUnit"]!, "'usdPerUnit' must be a number greater than 0 and at most "
                    + $"{MaxUsdPerUnit}.", 1m);
        }

        foreach (var model in Items(root, "models"))
            ReadModel(model);
        foreach (var discount in Items(root, "discounts"))
            ReadDiscount(discount);
    }

    private void ReadModel(JsonAt at)
    {
        if (!IsObject(at, "A model"))
            return;
        CheckNames(at, "provider", "model", "aliases", "prices");
        var provider = Required(at, "provider");
        var model = Required(at, "model");
        string[] aliases = [.. Items(at, "aliases").Select(alias => alias.Text ?? Fail(alias, "An alias is a string.", ""))];
        var rows = Items(at, "prices").Select(ReadRow).OfType<PriceRow>().ToList();
        if (at["prices"] is null || at["prices"]!.Items.Count == 0)
            Error(at, $"'{model}' requires 'prices', a list with at least one entry.");
        if (provider.Length > 0 && model.Length > 0 && Models.Exists(other => other.Provider == provider && other.Model == model))
            Error(at, $"Duplicate entry '{model}' of '{provider}'. Combine both entries in one list of 'prices'.");
        CheckAliases(at, provider, model, aliases);
        Models.Add(new OwnModel(provider, model, aliases, rows));
    }

    // A name of two models would be priced like whichever comes last.
    private void CheckAliases(JsonAt at, string provider, string model, string[] aliases)
    {
        var taken = Models.Where(other => other.Provider == provider)
            .SelectMany(static other => other.Aliases.Append(other.Model)).ToList();
        foreach (var name in aliases.Append(model).Where(name => name.Length > 0 && taken.Contains(name)))
        {
            if (!Models.Exists(other => other.Provider == provider && other.Model == name && name == model))
                Error(at, $"'{name}' of '{provider}' is the name of two models.");
        }
    }

    private void ReadDiscount(JsonAt at)
    {
        if (!IsObject(at, "A discount"))
            return;
        CheckNames(at, "provider", "model", "percent", "from", "until");
        var provider = Required(at, "provider");
        var percent = at["percent"] is { } value
            ? value.Number ?? Fail(value, "'percent' is a number.", 0m)
            : Fail(at, "A discount needs a 'percent'.", 0m);
        if (percent is < 0m or > 100m)
            Error(at["percent"]!, "'percent' is between 0 and 100.");
        var (from, until) = Period(at);
        Discounts.Add(new Discount(provider, Text(at, "model"), 1m - (percent / 100m), from, until, at.Line));
    }

    private (DateOnly? From, DateOnly? Until) Period(JsonAt at)
    {
        var (from, until) = (Day(at, "from"), Day(at, "until"));
        if (until <= from)
            Error(at["until"]!, "'until' is the first day without the price and must be after 'from'.");
        return (from, until);
    }

    private DateOnly? Day(JsonAt at, string name)
    {
        if (at[name] is not { } value || value.Kind == JsonTokenType.Null)
            return null;
        return DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Fail<DateOnly?>(value, $"'{name}' is a day such as \"2026-11-22\" (UTC).", null);
    }

    private decimal? Positive(JsonAt at, string name)
    {
        if (at[name] is not { } value)
            return Fail<decimal?>(at, $"'{name}' is missing.", null);
        return value.Number is > 0m ? value.Number : Fail<decimal?>(value, $"'{name}' is a number above 0.", null);
    }

    private List<JsonAt> Items(JsonAt at, string name)
    {
        if (at[name] is not { } list)
            return [];
        return list.Kind == JsonTokenType.StartArray ? list.Items : Fail<List<JsonAt>>(list, $"'{name}' is a list.", []);
    }

    private string? Text(JsonAt at, string name)
        => at[name] is not { } value ? null
            : value.Text is { Length: > 0 } text ? text
            : Fail<string?>(value, $"'{name}' must be a string that is not empty.", null);

    private string Required(JsonAt at, string name) => at[name] is null ? Fail(at, $"'{name}' is missing.", "") : Text(at, name) ?? "";

    private bool IsObject(JsonAt at, string what)
        => at.Kind == JsonTokenType.StartObject || Fail(at, what + " is an object in braces.", false);

    // A misspelt member would be a price that nobody charges: each name must be known, and be there once.
    private void CheckNames(JsonAt at, params IReadOnlyList<string> known)
    {
        foreach (var (name, line, _) in at.Members)
        {
            if (!known.Contains(name))
                _errors.Add(new PriceFileError(line, $"'{name}' is not a known name. Known names: {string.Join(", ", known)}."));
        }

        foreach (var twice in at.Members.GroupBy(static member => member.Name).Where(static group => group.Count() > 1))
            _errors.Add(new PriceFileError(twice.Last().Line, $"Duplicate entry '{twice.Key}'."));
    }

    private void Error(JsonAt at, string message) => _errors.Add(new PriceFileError(at.Line, message));

    private T Fail<T>(JsonAt at, string message, T instead)
    {
        Error(at, message);
        return instead;
    }
}
