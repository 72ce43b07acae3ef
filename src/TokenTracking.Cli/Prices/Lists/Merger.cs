using System.Text.RegularExpressions;

namespace TokenTracking.Cli.Prices.Lists;

/// <summary>The models of one provider from both lists. The dated list takes precedence; the wide list supplies the prices that it does not
/// contain, if both have the same base price.</summary>
internal sealed partial class Merger(ProviderName provider, List<GenaiModel> dated, SortedDictionary<string, ListedModel> wide)
{
    public IEnumerable<(string Name, ListedModel Model, string? Family)> Merge()
    {
        var names = new SortedSet<string>(wide.Keys, StringComparer.Ordinal);
        foreach (var model in dated)
        {
            foreach (var name in model.StatedNames.Append(model.Id))
            {
                if (Owner(name) is null || Owner(name) == model)
                    names.Add(name);
            }
        }

        foreach (var name in names.Where(Belongs))
        {
            if (Merge(name) is { } model)
                yield return (name, model, name.Contains("claude", StringComparison.Ordinal) ? "claude" : null);
        }
    }

    // genai-prices has one "google" for both of Google's platforms: Claude and -maas models are on Vertex alone.
    private bool Belongs(string name) => provider.Name != "gcp.gemini"
        || !(name.Contains("claude", StringComparison.Ordinal) || name.EndsWith("-maas", StringComparison.Ordinal));

    private GenaiModel? Owner(string name) => dated.Find(m => m.Matches(name)) ?? dated.Find(m => m.Id == name);

    private ListedModel? Merge(string name)
    {
        var owner = Owner(name);
        wide.TryGetValue(name, out var other);
        if (owner is not null && !owner.States(name) && !IsDatedFormOf(owner, name) && !IsProfileOf(owner, name)
            && !(other is not null && AgreesWithAny(owner, other)))
        {
            owner = null; // Taken by a "contains" or "starts with" rule alone, at another price: a different model.
        }

        if (owner is null)
            return other;
        if (owner.Listed.Rows.Count == 0)
            return other;
        // A stated name is the same model: what the wide list has of the model itself holds for its aliases and snapshots too.
        wide.TryGetValue(owner.Id, out var head);
        other ??= head;
        var merged = new ListedModel { Id = owner.Id, Deprecated = owner.Listed.Deprecated, RetiredOn = other?.RetiredOn };
        foreach (var row in owner.Listed.Rows)
            merged.Rows.Add(other is null ? row : Fill(row, other.Rows[0], head?.Rows[0]));
        foreach (var (key, value) in other?.Multipliers ?? [])
            merged.Multipliers[key] = value;
        return merged;
    }

    private static Row Fill(Row row, Row other, Row? head)
    {
        var agrees = Agrees(row, other);
        var filled = new Row { From = row.From, Hours = row.Hours, Lists = agrees ? "gl" : "g!l" };
        foreach (var card in row.Cards)
        {
            var copy = filled.Get(card.Tier, card.Above, card.Inclusive);
            foreach (var (code, price) in card.Prices)
                copy.Prices[code] = price;
        }

        if (!agrees)
            return filled;
        foreach (var card in other.Cards)
            FillCard(filled, card);
        foreach (var card in head is not null && Agrees(row, head) ? head.Cards : [])
            FillCard(filled, card);
        return filled;
    }

    private static void FillCard(Row filled, Card card)
    {
        // A context tier that the dated list does not have is no tier; one that it has keeps its boundary rule.
        var boundary = card.Above == 0 ? null : filled.Cards.Find(c => c.Tier.Length == 0 && c.Above == card.Above);
        if (card.Above > 0 && boundary is null)
            return;
        foreach (var (code, price) in card.Prices)
        {
            // A search fee by the request and one by the search are one fee under two names.
            if (code == Codes.WebSearch && filled.Base[Codes.Request] is not null)
                continue;
            var target = filled.Get(card.Tier, card.Above, boundary?.Inclusive ?? false);
            target.Prices.TryAdd(code, price);
        }
    }

    private static bool Agrees(Row row, Row other)
        => (row.Base["i"] ?? other.Base["i"]) == (other.Base["i"] ?? row.Base["i"])
            && (row.Base["o"] ?? other.Base["o"] ?? 0m) == (other.Base["o"] ?? row.Base["o"] ?? 0m);

    private static bool AgreesWithAny(GenaiModel owner, ListedModel other) => owner.Listed.Rows.Exists(r => Agrees(r, other.Rows[0]));

    // Bedrock's profiles over several regions ("eu.anthropic.claude-…"). Their models have "regional." before the name in the dated list;
    // elsewhere a profile is the model itself where the wide list has both at the same price.
    private bool IsProfileOf(GenaiModel owner, string name)
    {
        if (provider.Name != "aws.bedrock" || name.Contains('/', StringComparison.Ordinal)
            || Profile().Replace(name, "") is not { } bare || bare == name)
            return false;
        return owner.Id.StartsWith("regional.", StringComparison.Ordinal)
            || (wide.TryGetValue(name, out var profile) && wide.TryGetValue(bare, out var model) && Agrees(profile.Rows[0], model.Rows[0])
                && (owner.States(bare) || IsDatedFormOf(owner, bare)));
    }

    private static bool IsDatedFormOf(GenaiModel owner, string name)
    {
        var bare = DateSuffix().Replace(name, "");
        var unversioned = VersionSuffix().Replace(name, "");
        return (bare != name && owner.States(bare)) || (unversioned != name && owner.States(unversioned));
    }

    [GeneratedRegex(
        @"([-@]20\d{6}|-20\d{2}-\d{2}-\d{2}|-\d{2}-20\d{2}|@default)(-v\d+(:\d+)?)?$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: -1)]
    private static partial Regex DateSuffix();

    [GeneratedRegex(@"^(us|us-gov|eu|apac|au|jp)\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: -1)]
    private static partial Regex Profile();

    // Bedrock: "anthropic.claude-sonnet-4-5-20250929-v1:0".
    [GeneratedRegex(@"-v\d+(:\d+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: -1)]
    private static partial Regex VersionSuffix();
}
