using System.Text;
using System.Text.Json;
using TokenTracking.Pricing;
using TokenTracking.Pricing.Rates;
using TokenTracking.Pricing.Tables;

namespace TokenTracking.Benchmarks.Pricing;

/// <summary>A look-up and a load of the price book, and what they are measured against.</summary>
internal sealed class PricingContenders
{
    private const string Provider = "openrouter";

    private readonly PriceBook _book = PriceBook.Default;
    private readonly Dictionary<string, ModelPrice> _plain;
    private readonly string[] _names;
    private readonly string[] _makersNames;
    private readonly UsageRecord[] _calls;
    private readonly byte[] _table = EmbeddedPrices.Bytes();
    private readonly byte[] _json;

    public PricingContenders()
    {
        // The provider with the most models; names as they come in records, each a string of its own.
        _plain = _book.ModelsOf(Provider).SelectMany(static model => model.Aliases.Prepend(model.Model).Select(name => (name, model)))
            .ToDictionary(static entry => entry.name, static entry => entry.model, StringComparer.Ordinal);
        _names = [
            .. _plain.Keys.Order(StringComparer.Ordinal).Where(static (_, index) => index % 11 == 0)
                .Select(static name => new string(name.AsSpan()))];
        _makersNames = [.. _book.ModelsOf("openai").Concat(_book.ModelsOf("anthropic")).Concat(_book.ModelsOf("mistral_ai"))
            .Select(static model => new string(model.Model.AsSpan())).Take(_names.Length)];
        _calls = [.. _names.Select(static name => new UsageRecord
        {
            Id = Guid.Empty,
            Time = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero),
            Provider = Provider,
            ResponseModel = name,
            Usage = TokenUsage.FromInclusive(12_345, 678, cacheRead: 10_000),
        })];
        _json = Json(_book);
    }

    public int Names => _names.Length;

    public int TableBytes => _table.Length;

    public int JsonBytes => _json.Length;

    /// <summary>A plain dictionary by model.</summary>
    public int PlainDictionary()
    {
        var found = 0;
        foreach (var name in _names)
            found += _plain.TryGetValue(name, out _) ? 1 : 0;
        return found;
    }

    /// <summary>The price book, by provider and model.</summary>
    public int Find()
    {
        var found = 0;
        foreach (var name in _names)
            found += _book.Find(Provider, name) is null ? 0 : 1;
        return found;
    }

    /// <summary>The price book, by model alone.</summary>
    public int FindByModel()
    {
        var found = 0;
        foreach (var name in _makersNames)
            found += _book.Find(null, name) is null ? 0 : 1;
        return found;
    }

    /// <summary>The whole cost of a call.</summary>
    public decimal GetCost()
    {
        var sum = 0m;
        foreach (ref readonly var call in _calls.AsSpan())
            sum += _book.GetCost(in call).Amount ?? 0m;
        return sum;
    }

    /// <summary>The table, as the first look-up loads it.</summary>
    public int Load() => EmbeddedPrices.Read(_table).All.Count;

    /// <summary>The table, and every row of it.</summary>
    public int LoadAll() => EmbeddedPrices.Read(_table).All.Sum(static provider => provider.Models.Sum(static model => model.Rows.Count));

    /// <summary>The same data as JSON, parsed.</summary>
    public int ParseJson()
    {
        using var document = JsonDocument.Parse(_json);
        return document.RootElement.GetArrayLength();
    }

    private static byte[] Json(PriceBook book)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var model in book.Models)
                Write(json, model);
            json.WriteEndArray();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ModelPrice model)
    {
        json.WriteStartObject();
        json.WriteString("p", model.Provider);
        json.WriteString("m", model.Model);
        json.WriteStartArray("a");
        foreach (var alias in model.Aliases)
            json.WriteStringValue(alias);
        json.WriteEndArray();
        json.WriteStartArray("r");
        foreach (var row in model.Rows)
        {
            json.WriteStartObject();
            json.WriteString("f", row.EffectiveFrom?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("s", row.Source.Name[..1]);
            foreach (var card in row.Cards)
            {
                json.WriteStartObject(card.ServiceTier + card.Boundary.ToString(System.Globalization.CultureInfo.InvariantCulture));
                foreach (var dimension in card.Dimensions)
                    json.WriteNumber(Encoding.ASCII.GetBytes([PriceDimensions.Letters[(int)dimension]]), card[dimension]!.Value);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
