using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Corpus;

/// <summary>The corpus: the reference packs of .NET and ASP.NET Core, and every package beside the program.</summary>
internal static class CorpusReferences
{
    private static readonly string[] Packs = ["Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref"];

    public static IReadOnlyList<MetadataReference> All { get; } = [
        .. Paths().Select(static path => MetadataReference.CreateFromFile(path))];

    private static IEnumerable<string> Paths()
        => Packs.SelectMany(static pack => Directory.EnumerateFiles(PackFolder(pack), "*.dll"))
            .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(static path => !IsOwn(path) && IsManaged(path)))
            .DistinctBy(static path => Path.GetFileName(path), StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.Ordinal);

    private static bool IsOwn(string path)
        => Path.GetFileNameWithoutExtension(path)
            is "TokenTracking.Generators" or "TokenTracking.Generators.Corpus" or "TokenTracking.Generators.Corpus.Packages";

    // Some packages put native libraries beside the program.
    private static bool IsManaged(string path)
    {
        using var reader = new PEReader(File.OpenRead(path));
        return reader.HasMetadata;
    }

    /// <summary>
    /// The packs come with the SDK, beside the shared framework that this program runs on; the newest of a kind is taken.
    /// </summary>
    private static string PackFolder(string pack)
    {
        var root = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!).Parent!.Parent!.Parent!.FullName;
        var folder = Directory.EnumerateDirectories(Path.Combine(root, "packs", pack)).OrderDescending(StringComparer.Ordinal).First();
        return Directory.EnumerateDirectories(Path.Combine(folder, "ref")).OrderDescending(StringComparer.Ordinal).First();
    }
}
