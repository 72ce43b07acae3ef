using System.Runtime.CompilerServices;

namespace TokenTracking.Generators.Corpus;

/// <summary>The committed partition of the corpus: one line an interface.</summary>
public static class Expectations
{
    private const string Separator = " | ";

    /// <summary>Where it is kept.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Folder(), "expectations.txt");

    /// <summary>Where the members are listed that no recording inner object can be asked for.</summary>
    public static string UncomparedPath { get; } = System.IO.Path.Combine(Folder(), "uncompared.txt");

    /// <summary>What each interface is expected to become.</summary>
    public static SortedDictionary<string, string> Read() => Read(Path);

    /// <summary>Each member that is not compared, and why.</summary>
    public static SortedDictionary<string, string> ReadUncompared() => Read(UncomparedPath);

    /// <summary>Replaces the partition, and the list of what is not compared.</summary>
    public static void Write(IEnumerable<KeyValuePair<string, string>> lines, IEnumerable<KeyValuePair<string, string>> uncompared)
    {
        Write(Path, lines);
        Write(UncomparedPath, uncompared);
    }

    private static SortedDictionary<string, string> Read(string path)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path))
        {
            var end = line.IndexOf(Separator, StringComparison.Ordinal);
            lines.Add(line[..end], line[(end + Separator.Length)..]);
        }

        return lines;
    }

    private static void Write(string path, IEnumerable<KeyValuePair<string, string>> lines)
        => File.WriteAllText(path, string.Concat(lines.Select(static line => $"{line.Key}{Separator}{line.Value}\n")));

    /// <summary>Where what came out differs from what was expected.</summary>
    public static IReadOnlyList<string> Compare(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual)
        => [.. expected.Keys.Union(actual.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(name => expected.GetValueOrDefault(name) != actual.GetValueOrDefault(name))
            .Select(name => $"{name}: expected '{expected.GetValueOrDefault(name)}', is '{actual.GetValueOrDefault(name)}'")];

    private static string Folder([CallerFilePath] string path = "") => System.IO.Path.GetDirectoryName(path)!;
}
