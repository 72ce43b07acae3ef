using System.Runtime.CompilerServices;

namespace TokenTracking.Generators.Corpus;

/// <summary>The committed partition of the corpus: one line an interface.</summary>
public static class Expectations
{
    private const string Separator = " | ";

    /// <summary>Where it is kept.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Folder(), "expectations.txt");

    /// <summary>What each interface is expected to become.</summary>
    public static SortedDictionary<string, string> Read()
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path))
        {
            var end = line.IndexOf(Separator, StringComparison.Ordinal);
            lines.Add(line[..end], line[(end + Separator.Length)..]);
        }

        return lines;
    }

    /// <summary>Replaces the partition.</summary>
    public static void Write(IEnumerable<KeyValuePair<string, string>> lines)
        => File.WriteAllText(Path, string.Concat(lines.Select(static line => $"{line.Key}{Separator}{line.Value}\n")));

    /// <summary>Where what came out differs from what was expected.</summary>
    public static IReadOnlyList<string> Compare(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual)
        => [.. expected.Keys.Union(actual.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(name => expected.GetValueOrDefault(name) != actual.GetValueOrDefault(name))
            .Select(name => $"{name}: expected '{expected.GetValueOrDefault(name)}', is '{actual.GetValueOrDefault(name)}'")];

    private static string Folder([CallerFilePath] string path = "") => System.IO.Path.GetDirectoryName(path)!;
}
