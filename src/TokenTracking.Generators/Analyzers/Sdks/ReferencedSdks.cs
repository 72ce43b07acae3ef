using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Sdks;

/// <summary>The SDKs that a compilation references: most reference none, and are asked nothing further.</summary>
internal sealed class ReferencedSdks
{
    private readonly Dictionary<INamedTypeSymbol, ISet<string>> _methods = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private ReferencedSdks(Compilation compilation)
    {
        foreach (var (name, methods) in SdkCalls.All)
        {
            if (compilation.GetBestTypeByMetadataName(name) is not { } type)
                continue;
            _methods[type] = new HashSet<string>(methods, StringComparer.Ordinal);
            _names.UnionWith(methods);
        }
    }

    /// <summary>The SDKs; null where there is none.</summary>
    public static ReferencedSdks? In(Compilation compilation) => new ReferencedSdks(compilation) is { _methods.Count: > 0 } sdks ? sdks : null;

    /// <summary>The SDK's type that a billed method belongs to; null for any other method.</summary>
    public INamedTypeSymbol? BilledBy(IMethodSymbol method)
    {
        var name = SdkCalls.BareName(method);
        if (!_names.Contains(name))
            return null;
        var type = (method.ReducedFrom ?? method).ContainingType?.OriginalDefinition;
        for (var current = type; current is not null; current = current.BaseType?.OriginalDefinition)
        {
            if (Bills(current, name))
                return current;
        }

        return type?.AllInterfaces.Select(static candidate => candidate.OriginalDefinition).FirstOrDefault(candidate => Bills(candidate, name));
    }

    private bool Bills(INamedTypeSymbol type, string method) => _methods.TryGetValue(type, out var methods) && methods.Contains(method);
}
