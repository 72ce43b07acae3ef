using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>Looks for the readable members of a type, and writes how they are read.</summary>
/// <param name="note">Told of every member that generated code reads: it may be obsolete or experimental.</param>
internal sealed class Members(Action<ISymbol> note)
{
    /// <summary>The public instance property of this name, inherited ones included; null for none.</summary>
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

    /// <summary>A path of property names from a value that is not null; null where the type has no such path.</summary>
    public Expression? FindPath(string root, ITypeSymbol type, string path)
    {
        var expression = new Expression(root, type, IsNullable: false);
        foreach (var name in path.Split('.'))
        {
            if (FindProperty(Underlying(expression.Type), name) is not { } property)
                return null;
            note(property);
            expression = expression.Then(property);
        }

        return expression;
    }

    public static ITypeSymbol Underlying(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

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
        for (ITypeSymbol? candidate = type; candidate is not null and not { SpecialType: SpecialType.System_Object }; candidate = candidate.BaseType)
            yield return candidate;
        if (type.TypeKind != TypeKind.Interface)
            yield break;
        foreach (var inherited in type.AllInterfaces)
            yield return inherited;
    }
}

/// <summary>Code that reads a value.</summary>
/// <param name="Text">The code.</param>
/// <param name="Type">Its type, without what a null-conditional access makes of it.</param>
/// <param name="IsNullable">True where the value may be null for the code before it.</param>
internal sealed record Expression(string Text, ITypeSymbol Type, bool IsNullable)
{
    public Expression Then(IPropertySymbol property)
        => new(Text + (IsNullable ? "?." : ".") + Identifiers.Escape(property.Name), property.Type, IsNullable || Members.CanBeNull(property.Type));
}
