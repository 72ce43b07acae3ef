using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>Finds the readable members of a type.</summary>
/// <param name="note">Called for every member that generated code reads, because it may be obsolete or experimental.</param>
/// <param name="unread">Called for every count of a usage object that is not read; null if nobody wants to know.</param>
internal sealed class Members(Action<ISymbol> note, Action<IPropertySymbol>? unread = null)
{
    /// <summary>For callers that only want to know whether something would be read.</summary>
    public static readonly Members Silent = new(static _ => { });

    /// <summary>The public instance property of this name that <c>value.Name</c> means, inherited ones included; null if there is
    /// none.</summary>
    public static IPropertySymbol? FindProperty(ITypeSymbol type, string name)
    {
        if (type.TypeKind == TypeKind.Interface)
            return FindInInterface(type, name);
        for (var candidate = type; candidate is not null and not { SpecialType: SpecialType.System_Object }; candidate = candidate.BaseType)
        {
            // A member that hides another of its name is the one that the name means, even if it cannot be read.
            var members = candidate.GetMembers(name).Where(static member => !IsOverride(member)).ToList();
            if (members.Count > 0)
                return members is [IPropertySymbol property] && IsReadable(property) ? property : null;
        }

        return null;
    }

    /// <summary>Every public instance property, inherited ones included.</summary>
    public static IEnumerable<IPropertySymbol> Properties(ITypeSymbol type)
        => WithBases(type).SelectMany(static candidate => candidate.GetMembers()).OfType<IPropertySymbol>()
            .Where(property => IsReadable(property)
                && SymbolEqualityComparer.Default.Equals(FindProperty(type, property.Name), property));

    /// <summary>Says that generated code reads a member.</summary>
    public void Note(ISymbol member) => note(member);

    /// <summary>Says that generated code does not read a count.</summary>
    public void NoteUnread(IPropertySymbol count) => unread?.Invoke(count);

    /// <summary>A path of property names from a value that is not null; null if the type has no such path.</summary>
    public FoundPath? FindPath(ITypeSymbol type, string names)
    {
        var found = new FoundPath(ValuePath.Whole, type);
        var read = new List<IPropertySymbol>();
        foreach (var name in names.Split('.'))
        {
            if (FindProperty(Underlying(found.Type), name) is not { } property)
                return null;
            read.Add(property);
            found = new FoundPath(found.Path.Then(StepTo(property)), property.Type);
        }

        read.ForEach(note);
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

    /// <summary>True for a member that is obsolete as an error, which generated code cannot read.</summary>
    public static bool IsObsoleteError(ISymbol member) => member.GetAttributes().Any(static attribute =>
        attribute is { AttributeClass: { } type, ConstructorArguments: { Length: 2 } arguments }
            && type.IsIn("System", "ObsoleteAttribute") && arguments[1].Value is true);

    // A name that two interfaces declare means neither.
    private static IPropertySymbol? FindInInterface(ITypeSymbol type, string name)
    {
        if (type.GetMembers(name) is { IsEmpty: false } own)
            return own is [IPropertySymbol declared] && IsReadable(declared) ? declared : null;
        var inherited = type.AllInterfaces.SelectMany(candidate => candidate.GetMembers(name)).ToList();
        var visible = inherited.Where(member => !inherited.Exists(other =>
            other.ContainingType.AllInterfaces.Contains(member.ContainingType, SymbolEqualityComparer.Default))).ToList();
        return visible is [IPropertySymbol property] && IsReadable(property) ? property : null;
    }

    private static bool IsOverride(ISymbol member) => member is IPropertySymbol { IsOverride: true } or IMethodSymbol { IsOverride: true };

    private static bool IsReadable(IPropertySymbol property)
        => property is
        {
            IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public,
            GetMethod: { DeclaredAccessibility: Accessibility.Public } getter, RefKind: RefKind.None,
        } && !IsObsoleteError(property) && !IsObsoleteError(getter);

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
