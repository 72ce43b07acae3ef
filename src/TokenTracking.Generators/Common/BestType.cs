using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Common;

internal static class BestType
{
    /// <summary>The type of that name that the compilation means: its own, else the first public one. Two references that both declare
    /// the name do not hide it, as they do from the method that is banned here.</summary>
    public static INamedTypeSymbol? GetBestTypeByMetadataName(this Compilation compilation, string metadataName)
    {
        INamedTypeSymbol? visible = null;
        foreach (var type in compilation.GetTypesByMetadataName(metadataName))
        {
            if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
                return type;
            if (visible is null && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
                visible = type;
        }

        return visible;
    }
}
