using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Classes without an interface: a derived class over the inner object, which passes on every virtual member.</summary>
internal sealed partial class InterfaceParser
{
    private bool IsClass => _interface.TypeKind == TypeKind.Class;

    private void FindOverrides()
    {
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var type = _interface; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType!)
        {
            foreach (var member in type.GetMembers())
            {
                _cancellationToken.ThrowIfCancellationRequested();
                if (member is { IsOverride: true } && Overridden(member) is { } below)
                    overridden.Add(below);
                if (overridden.Contains(member))
                    continue;
                if (IsHiddenAbstract(member))
                    Refuse(RefusalIds.UnreachableMember, member, member.ToDisplayString());
                else if (IsOverridable(member))
                    AddSlot(type, member);
            }
        }
    }

    // A derived class has to implement it, and cannot call it on the inner object.
    private static bool IsHiddenAbstract(ISymbol member)
        => member is { IsAbstract: true, DeclaredAccessibility: not Accessibility.Public } and (IPropertySymbol or IEventSymbol
            or IMethodSymbol { AssociatedSymbol: null or { DeclaredAccessibility: Accessibility.Public } });

    /// <summary>What a derived class cannot pass on: null if there is nothing of the kind.</summary>
    /// <remarks>The base of the decorator is a second object. State that only one of the two has would be wrong in the other: public
    /// fields, events, and what methods that cannot be overridden change.</remarks>
    private ISymbol? FindSecondState()
    {
        if (_interface.IsRecord)
            return _interface;
        ISymbol? changed = null;
        ISymbol? changing = null;
        for (var type = _interface; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType!)
        {
            foreach (var member in type.GetMembers().Where(static member => !member.IsStatic))
            {
                if (member is IEventSymbol
                    {
                        DeclaredAccessibility: Accessibility.Public or Accessibility.Protected, IsImplicitlyDeclared: false,
                    }
                    or IFieldSymbol { DeclaredAccessibility: Accessibility.Public, IsConst: false, IsImplicitlyDeclared: false }
                    or IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                    return member;
                if (member is IFieldSymbol { IsReadOnly: false, IsConst: false })
                    changed ??= member;
                if (member is IMethodSymbol
                    {
                        MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsVirtual: false, IsAbstract: false,
                        IsOverride: false, IsImplicitlyDeclared: false,
                    })
                    changing ??= member;
            }
        }

        return changed is not null && changing is not null ? changing : null;
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    // The members of System.Object (Equals, ToString) are about identity, and a decorator is not the object that it decorates: it passes on
    // those alone that it has to implement.
    private static bool IsOverridable(ISymbol member) => member switch
    {
        { IsStatic: true } or { IsSealed: true } or { DeclaredAccessibility: not Accessibility.Public } => false,
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method =>
            method.IsAbstract || ((method.IsVirtual || method.IsOverride) && !IsObjects(method)),
        IPropertySymbol property => property.IsVirtual || property.IsAbstract || property.IsOverride,
        _ => false,
    };

    private static bool IsObjects(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden)
            method = overridden;
        return method.ContainingType.SpecialType == SpecialType.System_Object;
    }

    private SortedSet<string> MemberNames()
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (var type = _interface; type is not null; type = type.BaseType)
            names.UnionWith(type.MemberNames);
        return names;
    }

    /// <summary>
    /// The base constructor's arguments that give the derived object the state of the inner one; null if no constructor takes all of it.
    /// State is what the class shows in members that cannot be overridden: these have to be equal to the inner's.
    /// </summary>
    private EquatableArray<BaseArgument>? FindBaseArguments()
    {
        var state = State().ToArray();
        return _interface.InstanceConstructors
            .Where(static constructor => constructor.DeclaredAccessibility
                is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
            .OrderBy(static constructor => constructor.Parameters.Length)
            .Select(constructor => TryPass(constructor, state))
            .FirstOrDefault(static arguments => arguments is not null);
    }

    private IEnumerable<IPropertySymbol> State() => Members.Properties(_interface)
        .Where(static property => !(property.IsVirtual || property.IsAbstract || property.IsOverride));

    private EquatableArray<BaseArgument>? TryPass(IMethodSymbol constructor, IPropertySymbol[] state)
    {
        var open = state.ToList();
        var arguments = new BaseArgument[constructor.Parameters.Length];
        var options = new List<(int Index, INamedTypeSymbol Type)>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = open.Find(candidate => string.Equals(candidate.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(candidate.Type, parameter.Type));
            if (property is not null)
            {
                open.Remove(property);
                _warnings.Note(property);
                arguments[parameter.Ordinal] = new BaseArgument(null, new[] { Identifiers.Escape(property.Name) }.ToEquatableArray());
            }
            else if (IsOptions(parameter.Type))
            {
                options.Add((parameter.Ordinal, (INamedTypeSymbol)parameter.Type));
            }
            else
            {
                return null;
            }
        }

        foreach (var (index, type) in options)
            arguments[index] = ParseOptions(type, open);
        return open.Count == 0 && (arguments.Length > 0 || state.Length == 0) ? arguments.ToEquatableArray() : null;
    }

    private static bool IsOptions(ITypeSymbol type)
        => type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false, SpecialType: SpecialType.None } options
            && options.InstanceConstructors.Any(static constructor =>
                constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public });

    /// <summary>An options object with the rest of the state.</summary>
    private BaseArgument ParseOptions(INamedTypeSymbol type, List<IPropertySymbol> open)
    {
        var set = new List<string>();
        foreach (var property in open.ToArray())
        {
            if (Members.FindProperty(type, property.Name) is not { SetMethod.DeclaredAccessibility: Accessibility.Public } target
                || !SymbolEqualityComparer.Default.Equals(target.Type, property.Type))
            {
                continue;
            }

            open.Remove(property);
            _warnings.Note(property);
            _warnings.Note(target);
            set.Add(Identifiers.Escape(property.Name));
        }

        return new BaseArgument(_types.NotNull(type), set.ToEquatableArray());
    }
}
