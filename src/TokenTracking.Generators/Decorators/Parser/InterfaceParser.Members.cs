using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

internal sealed partial class InterfaceParser
{
    private ImmutableArray<MemberModel> ParseMembers()
    {
        if (IsClass)
            return ParseOverrides();
        var members = ImmutableArray.CreateBuilder<MemberModel>();
        foreach (var declaring in _interface.AllInterfaces.Insert(0, _interface))
        {
            _cancellationToken.ThrowIfCancellationRequested();
            // Disposal is the decorator's own affair, and so is the answer whether it tracks.
            if (declaring.IsIn("System", "IDisposable") || declaring.IsIn("System", "IAsyncDisposable")
                || declaring.IsIn("TokenTracking.Generated", "IUsageTracked"))
            {
                continue;
            }

            foreach (var member in declaring.GetMembers())
            {
                if (IsSlot(member) && ParseMember(declaring, member) is { } model)
                    members.Add(model);
            }
        }

        return members.ToImmutable();
    }

    /// <summary>A member that an implementing class fills. Sealed, private and plain static members are the interface's own, and a member
    /// that implements another interface's is reached through that one.</summary>
    private bool IsSlot(ISymbol member)
    {
        if (member is not (IMethodSymbol or IPropertySymbol or IEventSymbol) || !(member.IsAbstract || member.IsVirtual))
            return false;
        var isExplicit = member switch
        {
            IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion) } => true,
            IMethodSymbol method => !method.ExplicitInterfaceImplementations.IsEmpty,
            IPropertySymbol property => !property.ExplicitInterfaceImplementations.IsEmpty,
            IEventSymbol @event => !@event.ExplicitInterfaceImplementations.IsEmpty,
            _ => true,
        };
        if (isExplicit)
            return false;
        if (IsReachable(member))
            return true;
        if (member.IsAbstract)
            Refuse(RefusalIds.UnreachableMember, member, member.ToDisplayString());
        return false;
    }

    private bool IsReachable(ISymbol member)
        => member.DeclaredAccessibility is not (Accessibility.Protected or Accessibility.ProtectedAndInternal)
            && _compilation.IsSymbolAccessibleWithin(member, _compilation.Assembly);

    private MemberModel? ParseMember(INamedTypeSymbol declaring, ISymbol member)
    {
        if (!CheckSignature(member))
            return null;
        if (member is not IEventSymbol)
            FindHiddenServices(member);
        var type = _types.NotNull(declaring);
        return member switch
        {
            IMethodSymbol method => ParseMethod(type, method),
            IPropertySymbol property => ParseProperty(type, property),
            IEventSymbol @event => new MemberModel
            {
                Kind = MemberKind.Event,
                DeclaringType = type,
                Name = Identifiers.Escape(@event.Name),
                IsStatic = @event.IsStatic,
                Type = _types.Of(@event.Type),
                Attributes = MemberAttributes(@event).ToEquatableArray(),
            },
            _ => null,
        };
    }

    private MemberModel ParseMethod(string declaringType, IMethodSymbol method) => new()
    {
        Kind = MemberKind.Method,
        DeclaringType = declaringType,
        Name = Identifiers.Escape(method.Name),
        IsStatic = method.IsStatic,
        IsUnsafe = HasPointers(method),
        RefPrefix = RefPrefix(method.RefKind),
        Type = method.ReturnsVoid ? "void" : _types.Of(method.ReturnType),
        Attributes = MemberAttributes(method).Concat(RepeatedAttributes.OfReturn(method)).ToEquatableArray(),
        TypeParameters = method.TypeParameters.Select(_types.Of).ToEquatableArray(),
        Constraints = ExplicitConstraints(method).ToEquatableArray(),
        Parameters = method.Parameters.Select(ParseParameter).ToEquatableArray(),
        IsServiceLookup = IsServiceLookup(method),
        IsOverride = IsClass,
        Call = ParseCall(method),
        Child = ChildOf(method),
        ChildrenOf = ChildrenOf(method),
    };

    private MemberModel ParseProperty(string declaringType, IPropertySymbol property) => new()
    {
        Kind = MemberKind.Property,
        DeclaringType = declaringType,
        Name = property.IsIndexer ? "this" : Identifiers.Escape(property.Name),
        IsStatic = property.IsStatic,
        IsUnsafe = HasPointers(property),
        RefPrefix = RefPrefix(property.RefKind),
        Type = _types.Of(property.Type),
        Attributes = MemberAttributes(property).ToEquatableArray(),
        Parameters = property.Parameters.Select(ParseParameter).ToEquatableArray(),
        IsOverride = IsClass,
        Child = ChildOf(property),
        ChildrenOf = ChildrenOf(property),
        HasGetter = property.GetMethod is { } getter && IsSlotAccessor(getter),
        Setter = ParseSetter(property.SetMethod),
        GetterAttributes = property.GetMethod is { } get ? RepeatedAttributes.Of(get).Concat(RepeatedAttributes.OfReturn(get)).ToEquatableArray() : default,
        SetterAttributes = property.SetMethod is { } set ? RepeatedAttributes.Of(set).ToEquatableArray() : default,
    };

    private static bool IsServiceLookup(IMethodSymbol method)
        => method is { Name: "GetService", Parameters.Length: 2, Arity: 0, ReturnType.SpecialType: SpecialType.System_Object }
            && method.ContainingType.ContainingNamespace.ToDisplayString() == "Microsoft.Extensions.AI"
            && method.Parameters[0].Type.IsIn("System", "Type") && method.Parameters[1].Type.SpecialType == SpecialType.System_Object;

    private IEnumerable<string> MemberAttributes(ISymbol member)
    {
        const string Obsolete = "[global::System.Obsolete]";
        var isError = _warnings.NoteType(member.ContainingType) | _warnings.Note(member);
        var repeated = member is IPropertySymbol property ? RepeatedAttributes.OfProperty(property) : RepeatedAttributes.Of(member);
        var isObsoleteOverride = IsClass && member.GetAttributes().Any(static attribute => attribute.AttributeClass is { } type && type.IsIn("System", "ObsoleteAttribute"));
        return isError || isObsoleteOverride ? repeated.Prepend(Obsolete) : repeated;
    }

    private bool IsSlotAccessor(IMethodSymbol accessor) => accessor.IsAbstract || IsReachable(accessor);

    private SetterKind ParseSetter(IMethodSymbol? setter)
    {
        if (setter is null)
            return SetterKind.None;
        if (!IsReachable(setter))
        {
            if (!setter.IsAbstract)
                return SetterKind.None;
            if (setter.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal)
                return SetterKind.Protected;
            Refuse(RefusalIds.UnreachableMember, setter, setter.ToDisplayString());
        }

        return setter.IsInitOnly ? SetterKind.Init : SetterKind.Set;
    }

    private static string RefPrefix(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.RefReadOnly => "ref readonly ",
        _ => "",
    };
}
