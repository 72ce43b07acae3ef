using System.Reflection;

namespace TokenTracking.Package.Tests.Packing;

/// <summary>What the build of this project knew, written into its assembly.</summary>
internal static class BuildFacts
{
    /// <summary>The configuration of this build (Debug, Release): the only one whose output is there for sure.</summary>
    public static string Configuration => Read("Configuration");

    /// <summary>The repository's folder.</summary>
    public static string RepositoryRoot => Read("RepositoryRoot");

    /// <summary>The folders that this project's own packages were restored to or found in.</summary>
    public static IEnumerable<string> PackageFolders
        => Read("PackageFolders").Split('|', StringSplitOptions.RemoveEmptyEntries).Where(Directory.Exists);

    /// <summary>The version of the Microsoft.Extensions packages.</summary>
    public static string ExtensionsVersion => Read("ExtensionsVersion");

    /// <summary>The version of Microsoft.Extensions.AI.Abstractions.</summary>
    public static string ExtensionsAIVersion => Read("ExtensionsAIVersion");

    private static string Read(string key)
        => typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == key).Value
            ?? throw new InvalidOperationException($"The build left {key} empty.");
}
