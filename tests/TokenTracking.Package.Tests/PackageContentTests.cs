using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using TokenTracking.Package.Tests.Packing;

namespace TokenTracking.Package.Tests;

/// <summary>What is in the packages, to the file.</summary>
[Collection(PackedPackages.Name)]
public sealed class PackageContentTests(LocalFeed feed)
{
    [Fact]
    public void TokenTracking_holds_runtime_generator_analyzers_fixes_and_switches_and_nothing_else()
        => Assert.Equal(
            [
                "README.md", "TokenTracking.nuspec", "analyzers/dotnet/cs/TokenTracking.CodeFixes.dll",
                "analyzers/dotnet/cs/TokenTracking.Generators.dll",
                "build/net10.0/TokenTracking.props", "build/net10.0/TokenTracking.targets", "buildTransitive/net10.0/TokenTracking.props",
                "buildTransitive/net10.0/TokenTracking.targets",
                "icon.png", "lib/net10.0/TokenTracking.dll", "lib/net10.0/TokenTracking.xml", "licenses/prices/NOTICE.md",
            ],
            feed.EntriesOf("TokenTracking"));

    [Fact]
    public void TokenTracking_Sqlite_holds_the_store_alone()
        => Assert.Equal(
            ["README.md", "TokenTracking.Sqlite.nuspec", "icon.png", "lib/net10.0/TokenTracking.Sqlite.dll",
                "lib/net10.0/TokenTracking.Sqlite.xml"],
            feed.EntriesOf("TokenTracking.Sqlite"));

    [Fact]
    public void TokenTracking_Providers_holds_the_providers_alone()
        => Assert.Equal(
            [
                "README.md", "TokenTracking.Providers.nuspec", "icon.png", "lib/net10.0/TokenTracking.Providers.dll",
                "lib/net10.0/TokenTracking.Providers.xml",
            ],
            feed.EntriesOf("TokenTracking.Providers"));

    [Theory]
    [InlineData("TokenTracking")]
    [InlineData("TokenTracking.Providers")]
    [InlineData("TokenTracking.Sqlite")]
    public void Symbols_come_in_a_package_of_their_own(string package)
        => Assert.Equal([package + ".nuspec", $"lib/net10.0/{package}.pdb"], feed.EntriesOf(package, "snupkg"));

    [Theory]
    [InlineData("TokenTracking", "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Http",
        "Microsoft.Extensions.Logging.Abstractions")]
    [InlineData("TokenTracking.Providers", "TokenTracking")]
    [InlineData("TokenTracking.Sqlite", "Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "TokenTracking")]
    public void Dependencies_are_those_of_the_runtime_and_none_of_the_compiler(string package, params string[] expected)
    {
        var dependencies = Elements(feed.NuspecOf(package), "dependency").ToDictionary(
            static dependency => dependency.Attribute("id")!.Value, static dependency => dependency.Attribute("version")!.Value,
            StringComparer.Ordinal);

        Assert.Equal(expected, dependencies.Keys.Order(StringComparer.Ordinal));
        if (dependencies.TryGetValue("TokenTracking", out var version))
            Assert.Equal(feed.Version, version);
    }

    [Theory]
    [InlineData("TokenTracking")]
    [InlineData("TokenTracking.Providers")]
    [InlineData("TokenTracking.Sqlite")]
    public void Metadata_say_what_the_package_is_and_under_which_license(string package)
    {
        var nuspec = feed.NuspecOf(package);

        Assert.Equal("MIT", Elements(nuspec, "license").Single().Value);
        Assert.Equal("expression", Elements(nuspec, "license").Single().Attribute("type")!.Value);
        Assert.Equal("README.md", Elements(nuspec, "readme").Single().Value);
        Assert.Equal("icon.png", Elements(nuspec, "icon").Single().Value);
        Assert.Contains("llm", Elements(nuspec, "tags").Single().Value.Split(' '));
        Assert.NotEqual("Package Description", Elements(nuspec, "description").Single().Value);
    }

    [Fact]
    public void The_runtime_carries_the_price_table()
    {
        using var image = new PEReader(new MemoryStream(feed.Read("TokenTracking", "lib/net10.0/TokenTracking.dll")));
        var metadata = image.GetMetadataReader();

        Assert.Contains("TokenTracking.Pricing.prices.txt",
            metadata.ManifestResources.Select(resource => metadata.GetString(metadata.GetManifestResource(resource).Name)));
    }

    [Theory]
    [InlineData("TokenTracking.Generators", false)]
    [InlineData("TokenTracking.CodeFixes", true)]
    public void What_the_compiler_loads_needs_nothing_that_its_host_does_not_have(string assembly, bool hasWorkspaces)
    {
        using var image = new PEReader(new MemoryStream(feed.Read("TokenTracking", $"analyzers/dotnet/cs/{assembly}.dll")));
        var metadata = image.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))
            .ToList();

        string[] host = [
            "netstandard", "System.Collections.Immutable", "System.Memory", "System.Reflection.Metadata", "Microsoft.CodeAnalysis",
            "Microsoft.CodeAnalysis.CSharp"];
        string[] editor = ["Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces",
            "System.Composition.AttributedModel", "TokenTracking.Generators"];
        Assert.Empty(references.Except(hasWorkspaces ? [.. host, .. editor] : host, StringComparer.Ordinal));
    }

    [Fact]
    public void The_targets_know_every_rule_and_are_the_same_for_those_that_have_the_package_through_another_project()
    {
        var targets = feed.Read("TokenTracking", "build/net10.0/TokenTracking.targets");
        var properties = Elements(XElement.Load(new MemoryStream(targets)), "PropertyGroup").First();
        var rules = properties.Elements().SelectMany(static list => list.Value.Split(';')).Where(static rule => rule[0] == 'T')
            .Order(StringComparer.Ordinal);
        var pages = Directory.EnumerateFiles(Path.Combine(BuildFacts.RepositoryRoot, "docs", "rules"), "TT*.md")
            .Select(static page => Path.GetFileNameWithoutExtension(page));

        Assert.Equal(pages.Except(["TT4001", "TT4002", "TT9001", "TT9002"], StringComparer.Ordinal).Order(StringComparer.Ordinal), rules);
        Assert.Equal(targets, feed.Read("TokenTracking", "buildTransitive/net10.0/TokenTracking.targets"));
        Assert.Equal(
            feed.Read("TokenTracking", "build/net10.0/TokenTracking.props"),
            feed.Read("TokenTracking", "buildTransitive/net10.0/TokenTracking.props"));
    }

    [Fact]
    public void Public_members_are_documented_in_the_package()
    {
        var documentation = XElement.Load(new MemoryStream(feed.Read("TokenTracking", "lib/net10.0/TokenTracking.xml")));

        Assert.Contains("T:TokenTracking.TrackAiUsageAttribute",
            Elements(documentation, "member").Select(static member => member.Attribute("name")!.Value));
    }

    private static IEnumerable<XElement> Elements(XElement root, string name)
        => root.Descendants().Where(element => element.Name.LocalName == name);
}
