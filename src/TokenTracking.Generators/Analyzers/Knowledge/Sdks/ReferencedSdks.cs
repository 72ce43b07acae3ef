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
        foreach (var (name, methods) in SdkCalls.All)
        {
            foreach (var type in KnownType.In(compilation, name).Declarations)
            {
                foreach (var method in methods)
                    Add(type, method);
            }
        }

        foreach (var (name, methods, below) in LayerCalls.All)
        {
            foreach (var type in KnownType.In(compilation, name).Declarations)
            {
                _below[type] = [.. below.SelectMany(each => KnownType.In(compilation, each).Declarations)];
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
        => new ReferencedSdks(compilation, settings) is { } sdks && sdks._methods.Count + sdks._below.Count > 0 ? sdks : null;

    /// <summary>The type of the SDK whose billed method a call (or a delegate) is for; null for any other call.</summary>
    public INamedTypeSymbol? BilledBy(IOperation call, IMethodSymbol method)
        => BilledBy(method) ?? (_below.Count > 0 ? PromptFunctions.InvokedBy(call) ?? AgentWorkflows.RunBy(call) : null);

    /// <summary>True for a type that calls an LLM through clients of other types, one of which is tracked.</summary>
    public bool IsAboveTracked(TrackingSymbols symbols, INamedTypeSymbol billed)
        => _below.TryGetValue(billed, out var below) && below.Any(symbols.Types.IsTracked);

    private INamedTypeSymbol? BilledBy(IMethodSymbol method)
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
