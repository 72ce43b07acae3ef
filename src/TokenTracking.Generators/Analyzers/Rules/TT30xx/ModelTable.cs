using System.Collections.Concurrent;
using System.Text;
using TokenTracking.Pricing.Models;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The names in the runtime's price table: the models, their retirement dates, and whether they have a price. Read once per
/// process.</summary>
internal sealed class ModelTable
{
    private readonly ConcurrentDictionary<(string Name, int Count), IReadOnlyList<string>> _near = new();

    private static readonly Lazy<ModelTable> Shared = new(static () => new ModelTable());

    private static readonly string[] Paths = [":foundation-model/", ":inference-profile/", "models/"];

    private readonly Dictionary<string, ModelEntry> _models = new(StringComparer.OrdinalIgnoreCase);

    private ModelTable()
    {
        using var stream = typeof(ModelTable).Assembly.GetManifestResourceStream("TokenTracking.Pricing.prices.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        ModelEntry? model = null;
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            if (fields[0] == "m")
                model = Add(fields);
            else if (fields[0] == "r" && model is not null)
                model.HasPrice |= HasTokenPrice(fields[4]);
            else if (fields[0].StartsWith("TokenTracking", StringComparison.Ordinal))
                Date = fields[1].Substring(0, "yyyy-MM-dd".Length);
        }
    }

    public static ModelTable Instance => Shared.Value;

    /// <summary>The date of the table: 2026-09-23.</summary>
    public string Date { get; } = "";

    /// <summary>The model of that name; null if no provider lists it.</summary>
    public ModelEntry? Find(string name)
    {
        var bare = Bare(name);
        return _models.TryGetValue(bare, out var found) || _models.TryGetValue(WithoutDate(bare), out found) ? found : null;
    }

    /// <summary>The names that are most similar to an unknown name, the most similar first.</summary>
    public IReadOnlyList<string> Near(string name, int count)
        => _near.TryGetValue((name, count), out var near) ? near
            : _near[(name, count)] = NearNames.Of(Bare(name), _models.Keys, count);

    // "flex>272000:i2.5 o12.5": i and o are the prices of input and output.
    private static bool HasTokenPrice(string cards)
        => cards.Split(' ', ':', '|').Any(static price => price.Length > 1 && price[0] is 'i' or 'o' && char.IsDigit(price[1]));

    private ModelEntry Add(string[] fields)
    {
        var retired = fields.Length > 3
            ? fields[3].Split(' ').FirstOrDefault(static trait => trait.StartsWith("retired=", StringComparison.Ordinal))
            : null;
        var entry = new ModelEntry(fields[1], retired?.Substring("retired=".Length));

        // The provider itself precedes resellers of its models: its entry for a name takes precedence.
        foreach (var name in fields[2].Split([','], StringSplitOptions.RemoveEmptyEntries).Prepend(fields[1]))
        {
            if (!_models.ContainsKey(name))
                _models.Add(name, entry);
        }

        return entry;
    }

    // models/gemini-2.5-pro; arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0;
    // ft:gpt-4o-2024-08-06:organization::id
    private static string Bare(string name)
    {
        if (name.StartsWith("ft:", StringComparison.Ordinal) && name.IndexOf(':', 3) is var colon and > 0)
            return name.Substring(0, colon);
        foreach (var path in Paths)
        {
            if (name.LastIndexOf(path, StringComparison.Ordinal) is var at and >= 0)
                return name.Substring(at + path.Length);
        }

        return name;
    }

    // A snapshot of a listed model: -20260205, -2026-02-05.
    private static string WithoutDate(string name)
    {
        foreach (var length in (int[])[9, 11])
        {
            if (name.Length > length && name[name.Length - length] == '-'
                && name.Substring(name.Length - length + 1).All(static c => char.IsDigit(c) || c == '-'))
                return name.Substring(0, name.Length - length);
        }

        return name;
    }
}

/// <summary>A model of the table.</summary>
internal sealed class ModelEntry(string name, string? retiredOn)
{
    public string Name { get; } = name;

    /// <summary>The date from which the provider no longer serves the model (2026-08-05); null if none is known.</summary>
    public string? RetiredOn { get; } = retiredOn;

    /// <summary>True if a price of input or output tokens is listed, even if it is 0.</summary>
    public bool HasPrice { get; set; }
}
