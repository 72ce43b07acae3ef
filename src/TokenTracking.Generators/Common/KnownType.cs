using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Common;

/// <summary>The types with one full name that a compilation can use. More than one assembly may declare the name; all of them
/// count.</summary>
internal sealed class KnownType
{
    private KnownType(ImmutableArray<INamedTypeSymbol> declarations) => Declarations = declarations;

    /// <summary>The types, in the order of the references; the compilation's own type is the first.</summary>
    public ImmutableArray<INamedTypeSymbol> Declarations { get; }

    /// <summary>True if the compilation can use a type with this name; otherwise, false.</summary>
    public bool Exists => !Declarations.IsEmpty;

    /// <summary>Finds the types with a metadata name that the compilation's code can access.</summary>
    public static KnownType In(Compilation compilation, string metadataName)
        => new([.. compilation.GetTypesByMetadataName(metadataName)
            .Where(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))]);

    /// <summary>True if the type is one of these; otherwise, false.</summary>
    public bool Is(ITypeSymbol? type)
    {
        if (type is null)
            return false;
        foreach (var declaration in Declarations)
        {
            if (SymbolEqualityComparer.Default.Equals(type, declaration))
                return true;
        }

        return false;
    }

    /// <summary>True if the type is one of these or implements one of these interfaces; otherwise, false.</summary>
    public bool Includes(ITypeSymbol? type)
    {
        if (type is null || !Exists)
            return false;
        if (Is(type))
            return true;

        // Those of the definition are the same for a type without type parameters, and are found once.
        foreach (var face in type.OriginalDefinition.AllInterfaces)
        {
            if (Is(face))
                return true;
        }

        return false;
    }

    /// <summary>True if the type is one of these or derives from one of these; otherwise, false.</summary>
    public bool IsBaseOf(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Is(current))
                return true;
        }

        return false;
    }

    /// <summary>The first attribute of the symbol whose class is one of these; null if there is none.</summary>
    public AttributeData? On(ISymbol symbol) => Exists ? symbol.GetAttributes().FirstOrDefault(data => Is(data.AttributeClass)) : null;
}
