using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>The derived types of a compilation, and the members that replace inherited ones.</summary>
internal sealed class DerivedTypes
{
    // Sufficient for a provider for each vendor; more of them add nothing.
    private const int MostTypes = 24;

    private static readonly ConditionalWeakTable<Compilation, DerivedTypes> PerCompilation = new();

    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<ISymbol>> _replacing = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<INamedTypeSymbol>> _below = new(SymbolEqualityComparer.Default);

    private DerivedTypes(IAssemblySymbol assembly)
    {
        foreach (var type in Types(assembly.GlobalNamespace))
        {
            var above = new HashSet<ISymbol>(
                type.AllInterfaces.Select(static face => face.OriginalDefinition), SymbolEqualityComparer.Default);
            for (var current = type.BaseType; current is not null && above.Add(current.OriginalDefinition);)
                current = current.BaseType;
            foreach (var one in above.Where(one => SymbolEqualityComparer.Default.Equals(one.ContainingAssembly, assembly)))
            {
                if (!_below.TryGetValue(one, out var known))
                    _below[one] = known = [];
                known.Add(type);
            }
        }
    }

    public static DerivedTypes Of(Compilation compilation)
        => PerCompilation.GetValue(compilation, static key => new DerivedTypes(key.Assembly));

    /// <summary>The types of this compilation that derive from a type or implement it.</summary>
    public IEnumerable<INamedTypeSymbol> Below(INamedTypeSymbol type)
        => !type.IsSealed && _below.TryGetValue(type.OriginalDefinition, out var types) ? types.Take(MostTypes) : [];

    /// <summary>The member itself, and every member of this compilation that overrides or implements it.</summary>
    public IReadOnlyList<ISymbol> Replacing(ISymbol member)
        => _replacing.TryGetValue(member.OriginalDefinition, out var known)
            ? known
            : _replacing[member.OriginalDefinition] = [.. Find(member)];

    /// <summary>The member for an object of a type: the override that is nearest to the type, or its implementation there.</summary>
    public static ISymbol Seen(ISymbol member, INamedTypeSymbol? by)
    {
        if (by is { TypeKind: not TypeKind.Interface } && member.ContainingType is { TypeKind: TypeKind.Interface })
            return by.FindImplementationForInterfaceMember(member) ?? member;
        for (var current = by; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, member.ContainingType?.OriginalDefinition))
                return member;
            if (current.GetMembers(member.Name).FirstOrDefault(own => Overrides(own, member)) is { } overriding)
                return overriding;
        }

        return member;
    }

    /// <summary>True for a type that is identical to the other one or derives from it.</summary>
    public static bool Derives(INamedTypeSymbol type, INamedTypeSymbol from)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, from.OriginalDefinition))
                return true;
        }

        return false;
    }

    private IEnumerable<ISymbol> Find(ISymbol member)
    {
        yield return member.OriginalDefinition;
        if (!(member.IsAbstract || member.IsVirtual || (member.IsOverride && !member.IsSealed)) || member.ContainingType is not { } type)
            yield break;
        foreach (var derived in Below(type))
        {
            if (type.TypeKind == TypeKind.Interface)
            {
                if (derived.TypeKind != TypeKind.Interface && Implementation(derived, member) is { } implementation)
                    yield return implementation.OriginalDefinition;
            }
            else if (derived.GetMembers(member.Name).FirstOrDefault(own => Overrides(own, member)) is { } overriding)
                yield return overriding.OriginalDefinition;
        }
    }

    private static ISymbol? Implementation(INamedTypeSymbol type, ISymbol member)
        => type.AllInterfaces
            .Where(face => SymbolEqualityComparer.Default.Equals(face.OriginalDefinition, member.ContainingType.OriginalDefinition))
            .SelectMany(face => face.GetMembers(member.Name))
            .FirstOrDefault(own => SymbolEqualityComparer.Default.Equals(own.OriginalDefinition, member.OriginalDefinition)) is { } declared
            ? type.FindImplementationForInterfaceMember(declared)
            : null;

    private static bool Overrides(ISymbol own, ISymbol member)
    {
        for (var above = Overridden(own); above is not null; above = Overridden(above))
        {
            if (SymbolEqualityComparer.Default.Equals(above.OriginalDefinition, member.OriginalDefinition))
                return true;
        }

        return false;
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IPropertySymbol property => property.OverriddenProperty,
        IMethodSymbol method => method.OverriddenMethod,
        _ => null,
    };

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol root)
    {
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(root);
        while (open.Count > 0)
        {
            var container = open.Pop();
            if (container is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } type)
                yield return type;
            foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>().Reverse())
                open.Push(member);
        }
    }
}
