using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Common;

/// <summary>Full names that more than one assembly declares: generated code cannot write all of them.</summary>
internal sealed class NameClashes
{
    private static readonly ConditionalWeakTable<Compilation, NameClashes> Known = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, Rivals> _rivals = new(SymbolEqualityComparer.Default);
    private readonly Func<INamedTypeSymbol, Rivals> _find;
    private readonly Compilation _compilation;
    private readonly HashSet<IAssemblySymbol> _aliased;

    private NameClashes(Compilation compilation)
    {
        _compilation = compilation;
        _find = FindRivals;
        _aliased = new HashSet<IAssemblySymbol>(
            compilation.References
                .Where(static reference => reference.Properties.Aliases is { IsEmpty: false } aliases && !aliases.Contains("global"))
                .Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>(),
            SymbolEqualityComparer.Default);
    }

    public static NameClashes In(Compilation compilation) => Known.GetValue(compilation, static created => new NameClashes(created));

    /// <summary>True if another assembly declares a type of the same full name that the compilation's code can access.</summary>
    public bool HasRival(INamedTypeSymbol type)
        => type.ContainingAssembly is not null && _rivals.GetOrAdd(Outermost(type), _find) != Rivals.None;

    /// <summary>True if the type's full name means another type, or none for certain.</summary>
    public bool IsAmbiguous(INamedTypeSymbol type)
        => type.ContainingAssembly is not null && _rivals.GetOrAdd(Outermost(type), _find) == Rivals.OfSameAlias
            && !IsOwn(type) && !_aliased.Contains(type.ContainingAssembly);

    /// <summary>True if a name is used already by a type that the product has not generated.</summary>
    /// <param name="namespace">The namespace; empty for the global one.</param>
    /// <param name="name">The type's name.</param>
    /// <param name="arity">The number of its type parameters.</param>
    public bool IsTaken(string @namespace, string name, int arity)
    {
        var full = (@namespace.Length == 0 ? "" : @namespace + ".") + name;
        var metadata = arity == 0 ? full : full + "`" + arity.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return _compilation.GetTypesByMetadataName(metadata).Any(type => IsVisible(type) && !IsGenerated(type))
            || IsNamespace(full);
    }

    private bool IsNamespace(string full)
    {
        INamespaceSymbol? space = _compilation.GlobalNamespace;
        foreach (var part in full.Split('.'))
        {
            space = space.GetNamespaceMembers().FirstOrDefault(member => member.Name == part);
            if (space is null)
                return false;
        }

        return true;
    }

    private static bool IsGenerated(INamedTypeSymbol type) => type.GetAttributes().Any(static attribute =>
        attribute is { AttributeClass.Name: "GeneratedCodeAttribute", ConstructorArguments: [{ Value: "TokenTracking.Generators" }, ..] });

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } containing)
            type = containing;
        return type.OriginalDefinition;
    }

    private Rivals FindRivals(INamedTypeSymbol type)
    {
        var name = string.Join(".", Names(type));
        var others = _compilation.GetTypesByMetadataName(name)
            .Where(other => !SymbolEqualityComparer.Default.Equals(other, type) && IsAccessible(other)).ToList();
        return others.Count == 0 ? Rivals.None : others.Exists(IsVisible) ? Rivals.OfSameAlias : Rivals.OfOtherAlias;
    }

    private static Stack<string> Names(INamedTypeSymbol type)
    {
        var parts = new Stack<string>();
        parts.Push(type.MetadataName);
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            parts.Push(space.MetadataName);
        return parts;
    }

    private bool IsOwn(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly);

    private bool IsVisible(INamedTypeSymbol type)
        => !_aliased.Contains(type.ContainingAssembly) && IsAccessible(type);

    private bool IsAccessible(INamedTypeSymbol type)
        => _compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly)
            && !type.GetAttributes().Any(static attribute =>
                attribute.AttributeClass is { } @class && @class.IsIn("Microsoft.CodeAnalysis", "EmbeddedAttribute"));

    private enum Rivals
    {
        None,

        /// <summary>Others have the name, and are named by an alias.</summary>
        OfOtherAlias,

        /// <summary>Another has the name, without an alias.</summary>
        OfSameAlias,
    }
}
