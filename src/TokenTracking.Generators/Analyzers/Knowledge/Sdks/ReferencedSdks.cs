using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Sdks;

/// <summary>The SDKs that a compilation references. Most compilations reference none, and need no further analysis.</summary>
internal sealed class ReferencedSdks
{
    private readonly Dictionary<INamedTypeSymbol, ISet<string>> _methods = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private ReferencedSdks(Compilation compilation, RuleSettings settings)
    {
        foreach (var (name, methods) in SdkCalls.All)
        {
            foreach (var type in KnownType.In(compilation, name).Declarations)
            {
                foreach (var method in methods)
                    Add(type, method);
            }
        }

        foreach (var billed in settings.Billed)
        {
            if (billed.LastIndexOf('.') is not (var dot and > 0))
                continue;
            foreach (var type in KnownType.In(compilation, billed.Substring(0, dot)).Declarations)
                Add(type, billed.Substring(dot + 1));
        }
    }

    /// <summary>The SDKs and the additional methods from the settings; null if there are none.</summary>
    public static ReferencedSdks? In(Compilation compilation, RuleSettings settings)
        => new ReferencedSdks(compilation, settings) is { _methods.Count: > 0 } sdks ? sdks : null;

    /// <summary>The type of the SDK that a billed method belongs to; null for any other method.</summary>
    public INamedTypeSymbol? BilledBy(IMethodSymbol method)
    {
        // Called for every call in a program.
        if (!_names.Contains(method.Name))
            return null;
        var name = SdkCalls.BareName(method.Name);
        var type = (method.ReducedFrom ?? method).ContainingType?.OriginalDefinition;
        for (var current = type; current is not null; current = current.BaseType?.OriginalDefinition)
        {
            if (Bills(current, name))
                return current;
        }

        return type?.AllInterfaces.Select(static candidate => candidate.OriginalDefinition)
            .FirstOrDefault(candidate => Bills(candidate, name));
    }

    private void Add(INamedTypeSymbol type, string method)
    {
        method = SdkCalls.BareName(method);
        if (!_methods.TryGetValue(type, out var methods))
            _methods[type] = methods = new HashSet<string>(StringComparer.Ordinal);
        methods.Add(method);
        _names.Add(method);
        _names.Add(method + "Async");
    }

    private bool Bills(INamedTypeSymbol type, string method) => _methods.TryGetValue(type, out var methods) && methods.Contains(method);
}
