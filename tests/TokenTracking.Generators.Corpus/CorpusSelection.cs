using System.Globalization;

namespace TokenTracking.Generators.Corpus;

/// <summary>Which types of a corpus a run covers, and what the run does with them.</summary>
/// <param name="Packages">The beginnings of the names of their assemblies; empty for all.</param>
/// <param name="Part">The number of the part, from one.</param>
/// <param name="Parts">The number of parts that the types are divided into.</param>
/// <param name="IsCompared">True to call each decorator; false to generate and compile only.</param>
/// <param name="IsUpdate">True to replace the expectations of these types with what is found.</param>
public sealed record CorpusSelection(IReadOnlyList<string> Packages, int Part, int Parts, bool IsCompared, bool IsUpdate)
{
    /// <summary>The options, as a program prints them.</summary>
    public const string Usage = "[--packages NAME,NAME] [--part N/COUNT] [--compile-only] [--update] | --print NAME";

    /// <summary>Every type, compared.</summary>
    public static CorpusSelection All { get; } = new([], 1, 1, IsCompared: true, IsUpdate: false);

    /// <summary>Reads the options of a program; null if one of them is unknown or has no valid value.</summary>
    public static CorpusSelection? Parse(IReadOnlyList<string> arguments)
    {
        CorpusSelection? selection = All;
        for (var i = 0; i < arguments.Count && selection is not null; i++)
        {
            selection = arguments[i] switch
            {
                "--compile-only" => selection with { IsCompared = false },
                "--update" => selection with { IsUpdate = true },
                "--packages" when ++i < arguments.Count => selection with { Packages = arguments[i].Split(',') },
                "--part" when ++i < arguments.Count => selection.WithPart(arguments[i].Split('/')),
                _ => null,
            };
        }

        return selection;
    }

    /// <summary>The selected names, in order.</summary>
    public IReadOnlySet<string> Of(IEnumerable<string> names)
    {
        string[] all = [.. names.Where(IsOfPackages)];
        return all[(int)((long)all.Length * (Part - 1) / Parts)..(int)((long)all.Length * Part / Parts)].ToHashSet(StringComparer.Ordinal);
    }

    private bool IsOfPackages(string name)
        => Packages.Count == 0 || Packages.Any(package => name.StartsWith(package, StringComparison.OrdinalIgnoreCase));

    private CorpusSelection? WithPart(string[] part)
        => part is [var number, var count] && int.TryParse(number, CultureInfo.InvariantCulture, out var n)
            && int.TryParse(count, CultureInfo.InvariantCulture, out var of) && n > 0 && n <= of
            ? this with { Part = n, Parts = of } : null;
}
