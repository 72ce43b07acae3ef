using System.Runtime.CompilerServices;

namespace TokenTracking.Generators.Corpus;

/// <summary>The committed partition of a corpus: one line per type.</summary>
/// <param name="folder">The folder of its files.</param>
public sealed class Expectations(string folder)
{
    private const string Separator = " | ";

    /// <summary>The files of the corpus whose packages the tests restore as well.</summary>
    public static Expectations Own { get; } = new(Folder());

    private string TypesPath => Path.Combine(folder, "expectations.txt");

    private string UncomparedPath => Path.Combine(folder, "uncompared.txt");

    /// <summary>What each type is expected to become.</summary>
    public SortedDictionary<string, string> Read() => Read(TypesPath);

    /// <summary>Each member that no recording inner object can be asked for, and why.</summary>
    public SortedDictionary<string, string> ReadUncompared() => Read(UncomparedPath);

    /// <summary>Replaces the partition.</summary>
    public void WriteTypes(IEnumerable<KeyValuePair<string, string>> lines) => Write(TypesPath, lines);

    /// <summary>Replaces the list of what is not compared.</summary>
    public void WriteUncompared(IEnumerable<KeyValuePair<string, string>> lines) => Write(UncomparedPath, lines);

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

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
