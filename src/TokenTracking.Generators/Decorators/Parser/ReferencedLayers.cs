using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Finds out whether an assembly that is referenced has layers that record calls, other than decorators. It may be loaded within
/// the first call, and is too late then to say so itself.</summary>
internal static class ReferencedLayers
{
    /// <summary>The key of the metadata by which an assembly says it. Reference assemblies have no method bodies that would.</summary>
    public const string Key = "TokenTracking.Layers";

    public static bool AreIn(Compilation compilation, CancellationToken cancellationToken)
    {
        if (!compilation.SourceModule.ReferencedAssemblies.Any(static name => name.Name == WellKnown.RuntimeAssembly))
            return false;
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!WellKnown.IsProduct(assembly.Name) && UsesRuntime(assembly) && (SaysSo(assembly) || NamesLayer(assembly)))
                return true;
        }

        return false;
    }

    private static bool UsesRuntime(IAssemblySymbol assembly)
        => assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static name => name.Name == WellKnown.RuntimeAssembly));

    private static bool SaysSo(IAssemblySymbol assembly)
        => assembly.GetAttributes().Any(static attribute
            => attribute.AttributeClass is { } type && type.IsIn("System.Reflection", "AssemblyMetadataAttribute")
                && attribute.ConstructorArguments is [{ Value: Key }, ..]);

    // Assemblies of other languages, and those that were compiled without the generator.
    private static bool NamesLayer(IAssemblySymbol assembly)
        => assembly.GetMetadata() is { } metadata && metadata.GetModules().Any(static module => NamesLayer(module.GetMetadataReader()));

    private static bool NamesLayer(MetadataReader reader)
        => reader.TypeReferences.Select(reader.GetTypeReference).Any(type
            => reader.StringComparer.Equals(type.Namespace, WellKnown.UserNamespace)
                && (reader.StringComparer.Equals(type.Name, OtherLayers.Handler)
                    || reader.StringComparer.Equals(type.Name, OtherLayers.ByHand)));
}
