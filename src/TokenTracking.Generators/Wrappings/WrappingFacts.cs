using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Wrappings;

/// <summary>
/// How an assembly tells those that reference it which tracked interfaces it wraps: metadata of the assembly, one entry per interface.
/// Method bodies could tell too, but reference assemblies, which the compiler is given, have none.
/// </summary>
internal static class WrappingFacts
{
    /// <summary>The key of the metadata.</summary>
    public const string Key = "TokenTracking.Wraps";

    /// <summary>The value that stands for every interface that <c>TrackAiProviders()</c> of the assembly decorates.</summary>
    public const string Registrations = "*";

    /// <summary>An interface, as the metadata names it.</summary>
    public static string NameOf(INamedTypeSymbol face)
        => face.OriginalDefinition.ToDisplayString(
            SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));

    /// <summary>The statements of an assembly.</summary>
    public static IEnumerable<string> Of(IAssemblySymbol assembly)
        => assembly.GetAttributes()
            .Where(static attribute => attribute.AttributeClass is { } type && type.IsIn("System.Reflection", "AssemblyMetadataAttribute"))
            .Select(static attribute => attribute.ConstructorArguments is [{ Value: Key }, { Value: string value }] ? value : null)
            .OfType<string>();
}
