using System.IO.Compression;
using System.Xml.Linq;

namespace TokenTracking.Package.Tests.Packing;

/// <summary>
/// The packages, packed once for all tests into a folder that serves as a feed. Each run has a version of its own, so that no cache hands
/// out
/// what an earlier run packed.
/// </summary>
public sealed class LocalFeed : IAsyncLifetime
{
    private static readonly string[] Packages = ["TokenTracking", "TokenTracking.Providers", "TokenTracking.Sqlite"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("token-tracking-feed-");

    internal string Version { get; } = $"0.0.1-test.{Guid.NewGuid():n}";

    /// <summary>The folder of all: feed, cache of packages, consumers. Nothing above it configures a build.</summary>
    internal string Folder => _folder.FullName;

    /// <summary>Keeps what consumers restore out of the machine's own package folder.</summary>
    internal IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["NUGET_PACKAGES"] = Path.Combine(Folder, "cache"),
    };

    public async Task InitializeAsync()
    {
        foreach (var package in Packages)
        {
            var run = await DotNetCommand.RunAsync(
                BuildFacts.RepositoryRoot, new Dictionary<string, string>(StringComparer.Ordinal),
                "pack", Path.Combine("src", package), "--no-build", "--configuration", BuildFacts.Configuration,
                "--output", Path.Combine(Folder, "feed"), $"-p:Version={Version}", $"-p:NuspecOutputPath={Path.Combine(Folder, "nuspec")}");
            run.Succeeded();
        }

        await File.WriteAllTextAsync(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="local" value="{Path.Combine(Folder, "feed")}" />
              </packageSources>
              <fallbackPackageFolders>
                {string.Join(
                    "\n    ",
                    BuildFacts.PackageFolders.Select(static (folder, index) => $"""<add key="restored{index}" value="{folder}" />"""))}
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The names of a package's files; not what NuGet adds for itself.</summary>
    internal IReadOnlyList<string> EntriesOf(string package, string extension = "nupkg")
    {
        using var zip = Open(package, extension);
        return [.. zip.Entries.Select(static entry => entry.FullName)
            .Where(static name => name != "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal)
                && !name.StartsWith("package/services/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    internal XElement NuspecOf(string package)
    {
        using var zip = Open(package, "nupkg");
        using var stream = zip.GetEntry(package + ".nuspec")!.Open();
        return XElement.Load(stream);
    }

    internal byte[] Read(string package, string entry)
    {
        using var zip = Open(package, "nupkg");
        using var stream = zip.GetEntry(entry)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private ZipArchive Open(string package, string extension)
        => ZipFile.OpenRead(Path.Combine(Folder, "feed", $"{package}.{Version}.{extension}"));
}

/// <summary>All tests that use the packages: packed once, and one build at a time.</summary>
[CollectionDefinition(Name)]
public sealed class PackedPackages : ICollectionFixture<LocalFeed>
{
    public const string Name = "Packed packages";
}
