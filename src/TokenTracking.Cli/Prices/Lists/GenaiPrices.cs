using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TokenTracking.Cli.Prices.Lists;

/// <summary>Reads pydantic/genai-prices: dated rows, match rules, cliff tiers.</summary>
internal sealed class GenaiPrices
{
    private readonly JsonElement _root;

    public GenaiPrices(string json) => _root = JsonDocument.Parse(json).RootElement;

    public List<GenaiModel> Models(string provider)
        => [.. _root.EnumerateArray().Where(p => p.GetProperty("id").GetString() == provider)
            .SelectMany(static p => p.GetProperty("models").EnumerateArray()).Select(static m => new GenaiModel(m))];

    public string? PricingUrl(string provider)
        => _root.EnumerateArray().Where(p => p.GetProperty("id").GetString() == provider)
            .Select(static p => p.GetProperty("pricing_urls")[0].GetString()).FirstOrDefault();
}

/// <summary>A model of genai-prices with the rules that say which names are it.</summary>
internal sealed class GenaiModel
{
    private readonly JsonElement _match;

    public GenaiModel(JsonElement model)
    {
        _match = model.GetProperty("match");
        Id = model.GetProperty("id").GetString()!;
        Listed = new ListedModel { Id = Id, Deprecated = model.TryGetProperty("deprecated", out var d) && d.GetBoolean() };
        var prices = model.GetProperty("prices");
        if (prices.ValueKind == JsonValueKind.Object)
            AddRow(null, null, prices);
        else
            AddRows(prices);
    }

    public string Id { get; }

    public ListedModel Listed { get; }

    /// <summary>The names that the rules state in full.</summary>
    public IEnumerable<string> StatedNames => Stated(_match);

    /// <summary>Whether any rule takes the name.</summary>
    public bool Matches(string name) => Matches(_match, name);

    /// <summary>Whether a rule states the name in full: an equal name, or an anchored pattern for its dated forms.</summary>
    public bool States(string name)
        => name == Id || StatedNames.Contains(name, StringComparer.Ordinal)
            || Patterns(_match).Any(
                p => p.StartsWith('^') && p.EndsWith('$') && Regex.IsMatch(name, p, RegexOptions.None, Timeout.InfiniteTimeSpan));

    private void AddRows(JsonElement prices)
    {
        DateOnly? from = null;
        foreach (var entry in prices.EnumerateArray())
        {
            string? hours = null;
            if (entry.TryGetProperty("constraint", out var constraint) && constraint.ValueKind == JsonValueKind.Object)
            {
                if (constraint.TryGetProperty("start_date", out var start))
                    from = DateOnly.Parse(start.GetString()!, CultureInfo.InvariantCulture);
                // An hourly row says no date. It belongs to the dated row before it: peak hours of a price cannot be older than the price.
                if (constraint.TryGetProperty("start_time", out var begin))
                    hours = Hour(begin) + "-" + Hour(constraint.GetProperty("end_time"));
            }

            AddRow(from, hours, entry.GetProperty("prices"));
        }
    }

    private void AddRow(DateOnly? from, string? hours, JsonElement prices)
    {
        var row = new Row { From = from, Hours = hours, Lists = "g" };
        row.Cards.Add(new Card("", 0, false));
        foreach (var field in prices.EnumerateObject())
        {
            if (!Codes.Genai.TryGetValue(field.Name, out var unit))
                continue;
            if (field.Value.ValueKind == JsonValueKind.Number)
            {
                Add(row.Base, unit, field.Value);
                continue;
            }

            Add(row.Base, unit, field.Value.GetProperty("base"));
            foreach (var tier in field.Value.GetProperty("tiers").EnumerateArray())
            {
                // The list fires on `tokens > start`; 271999 is its spelling of `>= 272000`.
                var start = tier.GetProperty("start").GetInt64();
                var inclusive = start % 1000 == 999;
                Add(row.Get("", inclusive ? start + 1 : start, inclusive), unit, tier.GetProperty("price"));
            }
        }

        // If other prices have tiers, a price without tiers is one price for all contexts.
        foreach (var tier in row.Cards.Skip(1))
        {
            foreach (var (code, price) in row.Base.Prices)
                tier.Prices.TryAdd(code, price);
        }

        // No price at all is this list's spelling of free. Prices in other units alone (hours of audio, pages) are no token price.
        if (!prices.EnumerateObject().Any())
        {
            row.Base.Prices[Codes.Input] = new Price(0m, 'g');
            row.Base.Prices[Codes.Output] = new Price(0m, 'g');
        }

        if (row.Base.Prices.Count > 0)
            Listed.Rows.Add(row);
    }

    private static void Add(Card card, (string Code, decimal Factor) unit, JsonElement price)
    {
        if (Codes.Number(price) * unit.Factor is var perMillion && Codes.IsPrice(perMillion))
            card.Prices[unit.Code] = new Price(perMillion, 'g');
    }

    private static string Hour(JsonElement time) => time.GetString()![..5].Replace(":", "", StringComparison.Ordinal);

    private static bool Matches(JsonElement rule, string name)
    {
        var (kind, value) = (rule.EnumerateObject().First().Name, rule.EnumerateObject().First().Value);
        return kind switch
        {
            "or" => value.EnumerateArray().Any(r => Matches(r, name)),
            "and" => value.EnumerateArray().All(r => Matches(r, name)),
            "equals" => value.GetString() == name,
            "starts_with" => name.StartsWith(value.GetString()!, StringComparison.Ordinal),
            "ends_with" => name.EndsWith(value.GetString()!, StringComparison.Ordinal),
            "contains" => name.Contains(value.GetString()!, StringComparison.Ordinal),
            "regex" => Regex.IsMatch(name, value.GetString()!, RegexOptions.None, Timeout.InfiniteTimeSpan),
            _ => throw new FormatException($"Unknown match rule '{kind}'."),
        };
    }

    private static IEnumerable<string> Stated(JsonElement rule) => rule.EnumerateObject().SelectMany(static r => r.Name switch
    {
        "or" => r.Value.EnumerateArray().SelectMany(Stated),
        "equals" => [r.Value.GetString()!],
        // "starts_with": "claude-opus-4.5" is a name as well; "ft:gpt-4o-2024-" is the beginning of one.
        "starts_with" when !"-@.".Contains(r.Value.GetString()![^1], StringComparison.Ordinal) => [r.Value.GetString()!],
        _ => Enumerable.Empty<string>(),
    });

    private static IEnumerable<string> Patterns(JsonElement rule) => rule.EnumerateObject().SelectMany(static r => r.Name switch
    {
        "or" => r.Value.EnumerateArray().SelectMany(Patterns),
        "regex" => [r.Value.GetString()!],
        _ => Enumerable.Empty<string>(),
    });
}
