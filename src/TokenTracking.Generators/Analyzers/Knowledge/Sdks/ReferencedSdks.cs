using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Sdks;

/// <summary>The SDKs that a compilation references. Most compilations reference none, and need no further analysis.</summary>
internal sealed class ReferencedSdks
{
    private readonly Dictionary<INamedTypeSymbol, ISet<string>> _methods = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, ImmutableArray<INamedTypeSymbol>> _below = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private ReferencedSdks(Compilation compilation, RuleSettings settings)
    {
        // Most of the SDKs are not referenced: a type is looked up only if some assembly has its namespace.
        var namespaces = new HashSet<string>(StringComparer.Ordinal);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.Prepend(compilation.Assembly))
            AddNamespaces(namespaces, assembly.GlobalNamespace, "");

        foreach (var (name, methods) in SdkCalls.All)
        {
            foreach (var type in Find(name))
            {
                foreach (var method in methods)
                    Add(type, method);
            }
        }

        foreach (var (name, methods, below) in LayerCalls.All)
        {
            foreach (var type in Find(name))
            {
                _below[type] = [.. below.SelectMany(each => Find(each))];
                foreach (var method in methods)
                    Add(type, method);
            }
        }

        foreach (var billed in settings.Billed)
        {
            if (billed.LastIndexOf('.') is not (var dot and > 0))
                continue;
            foreach (var type in Find(billed.Substring(0, dot)))
                Add(type, billed.Substring(dot + 1));
        }

        ImmutableArray<INamedTypeSymbol> Find(string name)
            => name.LastIndexOf('.') is var dot && (dot < 0 || namespaces.Contains(name.Substring(0, dot)))
                ? KnownType.In(compilation, name).Declarations
                : [];
    }

    /// <summary>The SDKs and the additional methods from the settings; null if there are none.</summary>
    public static ReferencedSdks? In(TrackingSymbols symbols)
        => symbols.Fact(static of => new ReferencedSdks(of.Compilation, of.Settings)) is var sdks
            && sdks._methods.Count + sdks._below.Count > 0 ? sdks : null;

    /// <summary>The type of the SDK whose billed method a call (or a delegate) is for; null for any other call.</summary>
    public INamedTypeSymbol? BilledBy(IOperation call, IMethodSymbol method)
        => BilledBy(method) ?? (_below.Count > 0 ? PromptFunctions.InvokedBy(call) ?? AgentWorkflows.RunBy(call) : null);

    /// <summary>True for a type that calls an LLM through clients of other types, one of which is tracked.</summary>
    public bool IsAboveTracked(TrackingSymbols symbols, INamedTypeSymbol billed)
        => _below.TryGetValue(billed, out var below) && below.Any(symbols.Types.IsTracked);

    // Called for every call in a program: the closures of TypeThatBills are allocated only for names that may be billed.
    private INamedTypeSymbol? BilledBy(IMethodSymbol method) => _names.Contains(method.Name) ? TypeThatBills(method) : null;

    private INamedTypeSymbol? TypeThatBills(IMethodSymbol method)
    {
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

    private static void AddNamespaces(HashSet<string> names, INamespaceSymbol parent, string prefix)
    {
        foreach (var each in parent.GetNamespaceMembers())
        {
            var name = prefix + each.Name;
            names.Add(name);
            AddNamespaces(names, each, name + ".");
        }
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
