using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Common;

/// <summary>Assemblies that know the runtime.</summary>
internal static class RuntimeReferences
{
    /// <summary>True for the runtime itself and for what was built against it; otherwise, false. No other assembly can name tracked types,
    /// so that the framework's assemblies need not be read.</summary>
    public static bool MayTrack(IAssemblySymbol assembly)
        => assembly.Name == WellKnown.RuntimeAssembly
            || assembly.Modules.Any(
                static module => module.ReferencedAssemblies.Any(static reference => reference.Name == WellKnown.RuntimeAssembly));
}
