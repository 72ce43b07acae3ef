using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TokenTracking.Prices.Check;

/// <summary>genai-prices by its own rules: the last row whose condition holds; a tier where the total input is above its start.</summary>
internal sealed class GenaiList(JsonElement provider)
{
    private readonly List<JsonElement> _models = [.. provider.GetProperty("models").EnumerateArray()];

    /// <summary>The names that the list states in full, each with its model.</summary>
    public IEnumerable<(string Name, JsonElement Model)> Stated()
    {
        foreach (var model in _models)
        {
            foreach (var name in Equals(model.GetProperty("match")).Append(model.GetProperty("id").GetString()!)
                .Distinct(StringComparer.Ordinal))
            {
                var owner = _models.Find(other => Matches(other.GetProperty("match"), name));
                if (owner.ValueKind == JsonValueKind.Undefined
                    || owner.GetProperty("id").GetString() == model.GetProperty("id").GetString())
                    yield return (name, model);
            }
        }
    }

    public static IEnumerable<long> Boundaries(JsonElement model) => Rows(model)
        .SelectMany(static row => row.Prices.EnumerateObject()).Where(static p => p.Value.ValueKind == JsonValueKind.Object)
        .SelectMany(static p => p.Value.GetProperty("tiers").EnumerateArray()).Select(static tier => tier.GetProperty("start").GetInt64());

    /// <summary>Instants around every change of the model's prices.</summary>
    public static IEnumerable<DateTimeOffset> Instants(JsonElement model)
    {
        yield return new DateTimeOffset(2026, 9, 23, 12, 0, 0, TimeSpan.Zero);
        foreach (var (condition, _) in Rows(model))
        {
            if (condition.ValueKind != JsonValueKind.Object)
                continue;
            if (condition.TryGetProperty("start_date", out var date))
            {
                var start = new DateTimeOffset(DateOnly.Parse(date.GetString()!, CultureInfo.InvariantCulture), default, TimeSpan.Zero);
                yield return start.AddHours(12);
                yield return start;
                yield return start.AddSeconds(-1);
                yield return start.AddHours(-21);
            }
            else
            {
                var day = new DateTimeOffset(2026, 9, 23, 0, 0, 0, TimeSpan.Zero);
                yield return day + Time(condition.GetProperty("start_time"));
                yield return day + Time(condition.GetProperty("end_time")) - TimeSpan.FromSeconds(1);
                yield return day + Time(condition.GetProperty("end_time"));
            }
        }
    }

    public static bool HasTokenPrices(JsonElement model)
        => Rows(model).Any(static row => row.Prices.TryGetProperty("input_mtok", out _) || row.Prices.TryGetProperty("output_mtok", out _));

    /// <summary>The last row whose condition holds.</summary>
    public static ListedCost Cost(JsonElement model, Usage usage, DateTimeOffset at)
        => GenaiArithmetic.Of(Rows(model).Last(row => Holds(row.Condition, at)).Prices, usage);

    /// <summary>The model that takes a name: the first one whose rule does.</summary>
    public JsonElement? Owner(string name)
    {
        var owner = _models.Find(model => Matches(model.GetProperty("match"), name));
        return owner.ValueKind == JsonValueKind.Undefined ? null : owner;
    }

    private static List<(JsonElement Condition, JsonElement Prices)> Rows(JsonElement model)
    {
        var prices = model.GetProperty("prices");
        return prices.ValueKind == JsonValueKind.Object
            ? [(default, prices)]
            : [.. prices.EnumerateArray()
                .Select(static row => (row.TryGetProperty("constraint", out var c) ? c : default, row.GetProperty("prices")))];
    }

    private static bool Holds(JsonElement condition, DateTimeOffset at)
    {
        if (condition.ValueKind != JsonValueKind.Object)
            return true;
        if (condition.TryGetProperty("start_date", out var date))
            return DateOnly.FromDateTime(at.UtcDateTime) >= DateOnly.Parse(date.GetString()!, CultureInfo.InvariantCulture);
        var (start, end) = (Time(condition.GetProperty("start_time")), Time(condition.GetProperty("end_time")));
        return start <= end ? at.TimeOfDay >= start && at.TimeOfDay < end : at.TimeOfDay >= start || at.TimeOfDay < end;
    }

    private static TimeSpan Time(JsonElement time) => TimeSpan.Parse(time.GetString()!.TrimEnd('Z'), CultureInfo.InvariantCulture);

    private static IEnumerable<string> Equals(JsonElement rule) => rule.EnumerateObject().SelectMany(static r => r.Name switch
    {
        "equals" => [r.Value.GetString()!],
        "or" => r.Value.EnumerateArray().SelectMany(Equals),
        _ => Enumerable.Empty<string>(),
    });

    private static bool Matches(JsonElement rule, string name) => rule.EnumerateObject().All(r => r.Name switch
    {
        "equals" => name == r.Value.GetString(),
        "starts_with" => name.StartsWith(r.Value.GetString()!, StringComparison.Ordinal),
        "ends_with" => name.EndsWith(r.Value.GetString()!, StringComparison.Ordinal),
        "contains" => name.Contains(r.Value.GetString()!, StringComparison.Ordinal),
        "regex" => Regex.IsMatch(name, r.Value.GetString()!, RegexOptions.None, Timeout.InfiniteTimeSpan),
        "or" => r.Value.EnumerateArray().Any(inner => Matches(inner, name)),
        "and" => r.Value.EnumerateArray().All(inner => Matches(inner, name)),
        _ => throw new FormatException(r.Name),
    });
}
