using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Classes that stand behind no interface: a derived class over the inner object, every virtual member of which is passed on.</summary>
internal sealed partial class InterfaceParser
{
    private bool IsClass => _interface.TypeKind == TypeKind.Class;

    private ImmutableArray<MemberModel> ParseOverrides()
    {
        var members = ImmutableArray.CreateBuilder<MemberModel>();
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var type = _interface; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType!)
        {
            foreach (var member in type.GetMembers())
            {
                _cancellationToken.ThrowIfCancellationRequested();
                if (member is { IsOverride: true } && Overridden(member) is { } below)
                    overridden.Add(below);
                if (IsOverridable(member) && !overridden.Contains(member) && ParseMember(type, member) is { } model)
                    members.Add(model);
            }
        }

        return members.ToImmutable();
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    // The object's own members (Equals, ToString) speak of identity, which a decorator has of its own.
    private static bool IsOverridable(ISymbol member) => member switch
    {
        { IsStatic: true } or { IsSealed: true } or { DeclaredAccessibility: not Accessibility.Public } => false,
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method =>
            (method.IsVirtual || method.IsAbstract || method.IsOverride) && !IsObjects(method),
        IPropertySymbol property => property.IsVirtual || property.IsAbstract || property.IsOverride,
        _ => false,
    };

    private static bool IsObjects(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden)
            method = overridden;
        return method.ContainingType.SpecialType == SpecialType.System_Object;
    }

    /// <summary>
    /// The base constructor's arguments that give the derived object the state of the inner one; null where no constructor takes all of it.
    /// State is what the class shows in members that cannot be overridden: these have to be equal to the inner's.
    /// </summary>
    private string? FindBaseArguments()
    {
        var state = State().ToArray();
        return _interface.InstanceConstructors
            .Where(static constructor => constructor.DeclaredAccessibility
                is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
            .OrderBy(static constructor => constructor.Parameters.Length)
            .Select(constructor => TryPass(constructor, state))
            .FirstOrDefault(static arguments => arguments is not null);
    }

    private IEnumerable<IPropertySymbol> State()
        => Members.Properties(_interface).Where(static property => !(property.IsVirtual || property.IsAbstract || property.IsOverride));

    private string? TryPass(IMethodSymbol constructor, IPropertySymbol[] state)
    {
        var open = state.ToList();
        var arguments = new List<string>();
        var options = new List<(int Index, INamedTypeSymbol Type)>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = open.Find(candidate => string.Equals(candidate.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(candidate.Type, parameter.Type));
            if (property is not null)
            {
                open.Remove(property);
                _warnings.Note(property);
                arguments.Add("inner." + Identifiers.Escape(property.Name));
            }
            else if (parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } type && type.SpecialType == SpecialType.None
                && type.InstanceConstructors.Any(static candidate => candidate is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public }))
            {
                options.Add((arguments.Count, type));
                arguments.Add("");
            }
            else
            {
                return null;
            }
        }

        foreach (var (index, type) in options)
            arguments[index] = WriteOptions(type, open);
        return open.Count == 0 && (arguments.Count > 0 || state.Length == 0) ? string.Join(", ", arguments) : null;
    }

    /// <summary>An options object with the rest of the state.</summary>
    private string WriteOptions(INamedTypeSymbol type, List<IPropertySymbol> open)
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
            set.Add($"{Identifiers.Escape(property.Name)} = inner.{Identifiers.Escape(property.Name)}");
        }

        return set.Count == 0 ? $"new {_types.NotNull(type)}()" : $"new {_types.NotNull(type)} {{ {string.Join(", ", set)} }}";
    }
}
