using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding.Extractors;

/// <summary>The user's methods that read the usage of types, in one compilation.</summary>
internal sealed class UsageExtractors
{
    // What is found is the compilation's own: it goes when the compilation goes, and no model holds it.
    private static readonly ConditionalWeakTable<Compilation, UsageExtractors> Known = new();

    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _mayBring = new(SymbolEqualityComparer.Default);
    private readonly Compilation _compilation;
    private readonly ILookup<ITypeSymbol, UsageExtractor> _own;

    private UsageExtractors(Compilation compilation)
    {
        _compilation = compilation;
        _own = FindOwn(compilation)
            .ToLookup<UsageExtractor, ITypeSymbol>(static extractor => extractor.Read, SymbolEqualityComparer.Default);
    }

    /// <summary>The project's own extractors as text: equal for two compilations in which the same ones are declared.</summary>
    public string Description => string.Join(";", _own.SelectMany(static same => same).Select(static extractor =>
        $"{extractor.Method.ToDisplayString()} {extractor.Kind} {string.Join(",", extractor.Method.GetAttributes())}"));

    public static UsageExtractors In(Compilation compilation)
        => Known.GetValue(compilation, static created => new UsageExtractors(created));

    /// <summary>The method that reads a type: its own, that of its nearest base class, or that of an interface, in this order. Null if
    /// there is none, or if several apply.</summary>
    public UsageExtractor? For(ITypeSymbol type)
    {
        ITypeSymbol? candidate = type;
        for (; candidate is not null and not { SpecialType: SpecialType.System_Object }; candidate = candidate.BaseType)
        {
            var reading = Reading(candidate).ToArray();
            if (reading.Length > 0)
                return reading.Length == 1 ? reading[0] : null;
        }

        var inherited = type.AllInterfaces.SelectMany(Reading).ToArray();
        return inherited.Length == 1 ? inherited[0] : null;
    }

    /// <summary>Another method that reads the same type; null if there is none.</summary>
    public IMethodSymbol? RivalOf(UsageExtractor extractor)
        => _own[extractor.Read].Select(static other => other.Method)
            .FirstOrDefault(other => !SymbolEqualityComparer.Default.Equals(other, extractor.Method));

    private IEnumerable<UsageExtractor> Reading(ITypeSymbol type) => _own.Contains(type) ? _own[type] : OnTheType(type);

    /// <summary>A library's type may declare its own: only what was built against the runtime can have one.</summary>
    private IEnumerable<UsageExtractor> OnTheType(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol || type.ContainingAssembly is not { } assembly || !_mayBring.GetOrAdd(assembly, MayBring))
            return [];
        return type.GetMembers().OfType<IMethodSymbol>()
            .Where(static method => method.IsStatic && method.FindOwnAttribute(UsageExtractor.Attribute) is not null)
            .Select(method => UsageExtractor.TryCreate(method, _compilation, out _)).OfType<UsageExtractor>()
            .Where(extractor => SymbolEqualityComparer.Default.Equals(extractor.Read, type));
    }

    private bool MayBring(IAssemblySymbol assembly)
        => !SymbolEqualityComparer.Default.Equals(assembly, _compilation.Assembly)
            && assembly.Name != WellKnown.RuntimeAssembly && RuntimeReferences.MayTrack(assembly);

    private static IEnumerable<UsageExtractor> FindOwn(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var declaration in MarkedMethods.In(tree, CancellationToken.None))
            {
                if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration) is { } method
                    && method.FindOwnAttribute(UsageExtractor.Attribute) is not null
                    && UsageExtractor.TryCreate(method, compilation, out _) is { } extractor)
                {
                    yield return extractor;
                }
            }
        }
    }
}
