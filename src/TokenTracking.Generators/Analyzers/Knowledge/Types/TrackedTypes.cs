using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;
using TokenTracking.Generators.Decorators.Parser;

namespace TokenTracking.Generators.Analyzers.Knowledge.Types;

/// <summary>The tracked types of a compilation: with the attribute, or named by an attribute of this or a referenced assembly.</summary>
internal sealed class TrackedTypes
{
    private readonly TrackingSymbols _symbols;
    private readonly HashSet<ISymbol> _namedByAssemblies = new(SymbolEqualityComparer.Default);

    // Called for the receiver of every call in a compilation, so the result for each type is cached.
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _isTracked = new(SymbolEqualityComparer.Default);
    private readonly Func<INamedTypeSymbol, bool> _decide;
    private readonly ConcurrentDictionary<INamedTypeSymbol, ParsedInterface> _parsed = new(SymbolEqualityComparer.Default);
    private readonly Func<INamedTypeSymbol, ParsedInterface> _parse;
    private readonly Dictionary<ISymbol, MemberRole> _familyRoles = new(SymbolEqualityComparer.Default);

    // The hash code of a symbol costs more than that of its name, and nearly no call has one of these names.
    private readonly HashSet<string> _familyNames = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol?> _trackedOf = new(SymbolEqualityComparer.Default);
    private readonly Func<INamedTypeSymbol, INamedTypeSymbol?> _find;
    private readonly Func<INamedTypeSymbol, bool> _isTrackedOne;

    public TrackedTypes(TrackingSymbols symbols)
    {
        _symbols = symbols;
        _parse = Parse;
        _find = Find;
        _isTrackedOne = IsTracked;
        _decide = type => _namedByAssemblies.Contains(type) || HasDecorator(type);
        foreach (var (type, request) in TrackedInterfaces.FindNamed(symbols.Compilation, CancellationToken.None))
        {
            // A type that the generator refuses has no decorator that anything could lead to.
            if (InterfaceParser.Parse(type, request, symbols.Compilation, CancellationToken.None) is not { Model: not null } parsed)
                continue;
            _namedByAssemblies.Add(type);
            _parsed[type] = parsed;
            foreach (var role in parsed.Roles)
            {
                _familyRoles[role.Key] = role.Value;
                _familyNames.Add(role.Key.Name);
            }
        }
    }

    /// <summary>What a member of a tracked type, or of a service that one returns, does; null for any other member.</summary>
    public MemberRole? RoleOf(ISymbol member)
    {
        var definition = member.OriginalDefinition;
        if (definition.ContainingType is { TypeKind: TypeKind.Interface } type && !_namedByAssemblies.Contains(type) && IsTracked(type)
            && _parsed.GetOrAdd(type, _parse).Roles.TryGetValue(definition, out var own))
            return own;
        return _familyNames.Contains(definition.Name) && _familyRoles.TryGetValue(definition, out var role) ? role : null;
    }

    /// <summary>As <see cref="RoleOf(ISymbol)"/>, for a member that a tracked type may have inherited.</summary>
    public MemberRole? RoleOf(INamedTypeSymbol tracked, ISymbol member)
        => _parsed.GetOrAdd(tracked.OriginalDefinition, _parse).Roles.TryGetValue(member.OriginalDefinition, out var role)
            ? role
            : RoleOf(member);

    /// <summary>The tracked type that a class or struct implements; null for none, and for interfaces and type parameters.</summary>
    public INamedTypeSymbol? ImplementedBy(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named)
            return null;

        // A program has many constructed types, whose hash codes and interfaces are expensive; their definitions are few.
        var definition = named.OriginalDefinition;
        return _trackedOf.GetOrAdd(definition, _find) is { } tracked
            ? ReferenceEquals(definition, named) ? tracked : Find(named)
            : null;
    }

    /// <summary>The types that a class implements, or that the constraints of a type parameter guarantee.</summary>
    public INamedTypeSymbol? ImplementedByAny(ITypeSymbol? type) => type is ITypeParameterSymbol parameter
        ? parameter.ConstraintTypes.Select(
            constraint => IsOrInheritsTracked(constraint) ? constraint as INamedTypeSymbol : ImplementedByAny(constraint))
            .FirstOrDefault(static tracked => tracked is not null)
        : ImplementedBy(type);

    /// <summary>True for an interface (or a class that an assembly names) whose calls are tracked.</summary>
    public bool IsTracked(ITypeSymbol? type)
        => type is INamedTypeSymbol named && _isTracked.GetOrAdd(named.OriginalDefinition, _decide);

    /// <summary>True for an interface that is tracked or inherits a tracked one.</summary>
    public bool IsOrInheritsTracked(ITypeSymbol? type)
        => type is not null
            && (IsTracked(type) || (type.TypeKind == TypeKind.Interface && type.OriginalDefinition.AllInterfaces.Any(_isTrackedOne)));

    /// <summary>The tracked types among the types that a value of this type contains.</summary>
    public IEnumerable<INamedTypeSymbol> TrackedFaces(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named)
            return [];
        var faces = named.AllInterfaces.Where(IsTracked);
        return IsTracked(named) ? faces.Prepend(named)
            : ImplementedBy(named) is { TypeKind: TypeKind.Class } @class ? faces.Prepend(@class)
            : faces;
    }

    /// <summary>True for a class that records its own calls: the generated decorator, or one written by hand.</summary>
    public bool IsDecorator(ITypeSymbol? type)
        => _symbols.UsageTracked.Includes(type) && !_symbols.TrackingTarget.Includes(type);

    private INamedTypeSymbol? Find(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (_namedByAssemblies.Contains(current.OriginalDefinition))
                return current;
        }

        return type.AllInterfaces.FirstOrDefault(_isTrackedOne);
    }

    /// <summary>True for a type whose registrations <c>TrackAiProviders()</c> decorates; false for one with static abstract members, which
    /// is not a type argument.</summary>
    public bool CanBeRegistered(INamedTypeSymbol tracked)
        => _parsed.GetOrAdd(tracked.OriginalDefinition, _parse).Model is not { InnerTypeParameter: not null };

    private ParsedInterface Parse(INamedTypeSymbol type)
    {
        var request = type.FindOwnAttribute(TrackedInterfaces.Attribute) is { } attribute
            ? TrackingRequest.From(attribute, isAttributed: true, isListed: false)
            : new TrackingRequest(IsAttributed: false, IsListed: false, Provider: null);
        return InterfaceParser.Parse(type, request, _symbols.Compilation, CancellationToken.None);
    }

    // An interface of another assembly has a decorator here only if that assembly lists it, which internal ones are not.
    private bool HasDecorator(INamedTypeSymbol type)
        => type.TypeKind == TypeKind.Interface && _symbols.TrackAiUsage.On(type.OriginalDefinition) is not null
            && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _symbols.Compilation.Assembly)
            && _parsed.GetOrAdd(type, _parse).Model is not null;
}

/// <summary>The tracked types of a compilation.</summary>
internal static class TrackedTypesOfCompilation
{
    extension(TrackingSymbols symbols)
    {
        /// <summary>The tracked types and their implementations.</summary>
        public TrackedTypes Types => symbols.Fact(static of => new TrackedTypes(of));
    }
}
