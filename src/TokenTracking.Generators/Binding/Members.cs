using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;

namespace TokenTracking.Generators.Binding;

/// <summary>Finds the readable members of a type.</summary>
/// <param name="note">Called for every member that generated code reads, because it may be obsolete or experimental.</param>
internal sealed class Members(Action<ISymbol> note)
{
    /// <summary>For callers that only want to know whether something would be read.</summary>
    public static readonly Members Silent = new(static _ => { });

    /// <summary>The public instance property of this name, inherited ones included; null if there is none.</summary>
    public static IPropertySymbol? FindProperty(ITypeSymbol type, string name)
    {
        foreach (var candidate in WithBases(type))
        {
            foreach (var member in candidate.GetMembers(name))
            {
                if (member is IPropertySymbol property && IsReadable(property))
                    return property;
            }
        }

        return null;
    }

    /// <summary>Every public instance property, inherited ones included.</summary>
    public static IEnumerable<IPropertySymbol> Properties(ITypeSymbol type)
        => WithBases(type).SelectMany(static candidate => candidate.GetMembers()).OfType<IPropertySymbol>().Where(IsReadable);

    /// <summary>Says that generated code reads a member.</summary>
    public void Note(ISymbol member) => note(member);

    /// <summary>A path of property names from a value that is not null; null if the type has no such path.</summary>
    public FoundPath? FindPath(ITypeSymbol type, string names)
    {
        var found = new FoundPath(ValuePath.Whole, type);
        foreach (var name in names.Split('.'))
        {
            if (FindProperty(Underlying(found.Type), name) is not { } property)
                return null;
            note(property);
            found = new FoundPath(found.Path.Then(StepTo(property)), property.Type);
        }

        return found;
    }

    /// <summary>A property as a step of a path.</summary>
    public static PathStep StepTo(IPropertySymbol property) => new(property.Name, CanBeNull(property.Type));

    public static ITypeSymbol Underlying(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    public static bool CanBeNull(ITypeSymbol type)
        => !type.IsValueType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private static bool IsReadable(IPropertySymbol property)
        => property is
        {
            IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public,
            GetMethod.DeclaredAccessibility: Accessibility.Public, RefKind: RefKind.None,
        };

    private static IEnumerable<ITypeSymbol> WithBases(ITypeSymbol type)
    {
        ITypeSymbol? candidate = type;
        for (; candidate is not null and not { SpecialType: SpecialType.System_Object }; candidate = candidate.BaseType)
            yield return candidate;
        if (type.TypeKind != TypeKind.Interface)
            yield break;
        foreach (var inherited in type.AllInterfaces)
            yield return inherited;
    }
}

/// <summary>A path that a type has.</summary>
/// <param name="Path">The path.</param>
/// <param name="Type">The type of its last property.</param>
internal sealed record FoundPath(ValuePath Path, ITypeSymbol Type);
