using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

internal sealed partial class InterfaceParser
{
    // Reading such a property is reading what its setter says of null, too.
    private static readonly string[] MismatchesOfSetters = ["CS8603", "CS8765", "CS8767", "CS8769"];
    private static readonly char[] LineBreaks = ['\r', '\n', '\u0085', '\u2028', '\u2029'];

    private MemberModel? ParseMember(Slot slot)
    {
        if (slot.Member is not IEventSymbol)
            FindHiddenServices(slot.Member);
        FindUntrackedServices(slot.Member);
        if (slot.Member is IPropertySymbol written)
            NoteSetter(written);
        var type = _types.NotNull(slot.Declaring);
        return slot.Member switch
        {
            IMethodSymbol method => ParseMethod(type, method),
            IPropertySymbol property => ParseProperty(type, property),
            IEventSymbol @event => ParseEvent(type, @event),
            _ => null,
        };
    }

    private MemberModel ParseMethod(string declaringType, IMethodSymbol method)
    {
        var (call, role) = ParseCall(method);
        return NewMethod(declaringType, method) with { Call = call, Role = role, Refusal = RefusalOf(method) };
    }

    private static string? RefusalOf(ISymbol member)
        => member.FindOwnAttribute("NotTrackedAttribute").OnlyArgument() is string reason
            ? string.Join(" ", reason.Split(LineBreaks, StringSplitOptions.RemoveEmptyEntries))
            : null;

    private MemberModel NewMethod(string declaringType, IMethodSymbol method) => new()
    {
        Kind = MemberKind.Method,
        DeclaringType = declaringType,
        Name = Identifiers.Escape(method.Name),
        IsStatic = method.IsStatic,
        IsUnsafe = HasPointers(method),
        Returns = ReturnKindOf(method.RefKind),
        Type = method.ReturnsVoid ? "void" : _types.Of(method.ReturnType),
        IsObsolete = NoteObsolete(method),
        Attributes = RepeatedAttributes.Of(method).Concat(RepeatedAttributes.OfReturn(method)).ToEquatableArray(),
        TypeParameters = method.TypeParameters.Select(ParseTypeParameter).ToEquatableArray(),
        Annotated = AnnotatedParameters(method).ToEquatableArray(),
        Parameters = method.Parameters.Select(ParseParameter).ToEquatableArray(),
        IsServiceLookup = IsServiceLookup(method),
        IsOutranked = OutrankedOverloads.Contains(method),
        IsOverride = IsClass,
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
        Returns = ReturnKindOf(property.RefKind),
        Type = _types.Of(property.Type),
        IsObsolete = NoteObsolete(property),
        Attributes = RepeatedAttributes.OfProperty(property).ToEquatableArray(),
        Parameters = property.Parameters.Select(ParseParameter).ToEquatableArray(),
        IsOverride = IsClass,
        Role = RoleOf(property),
        Child = ChildOf(property),
        ChildrenOf = ChildrenOf(property),
        HasGetter = property.GetMethod is { } getter && (getter.IsAbstract || IsReachable(getter)),
        Setter = SetterKindOf(property.SetMethod),
        InitAccessor = property.SetMethod is { IsInitOnly: true } init ? init.MetadataName : null,
        GetterAttributes = property.GetMethod is not null ? RepeatedAttributes.OfGetter(property).ToEquatableArray() : default,
        SetterAttributes = property.SetMethod is not null ? RepeatedAttributes.OfSetter(property).ToEquatableArray() : default,
    };

    private MemberModel ParseEvent(string declaringType, IEventSymbol @event) => new()
    {
        Kind = MemberKind.Event,
        DeclaringType = declaringType,
        Name = Identifiers.Escape(@event.Name),
        IsStatic = @event.IsStatic,
        Type = _types.Of(@event.Type),
        IsObsolete = NoteObsolete(@event),
        Attributes = RepeatedAttributes.Of(@event).ToEquatableArray(),
    };

    private static bool IsServiceLookup(IMethodSymbol method)
        => method is { Name: "GetService", Parameters.Length: 2, Arity: 0, ReturnType.SpecialType: SpecialType.System_Object }
            && method.ContainingType.ContainingNamespace.ToDisplayString() == "Microsoft.Extensions.AI"
            && method.Parameters[0].Type.IsIn("System", "Type")
            && method.Parameters[1].Type.SpecialType == SpecialType.System_Object;

    /// <summary>Notes what the compiler warns of when the member is repeated.</summary>
    /// <returns>True if only an obsolete member may implement it; otherwise, false.</returns>
    private bool NoteObsolete(ISymbol member)
    {
        var isError = _warnings.NoteType(member.ContainingType) | _warnings.Note(member);
        return isError || (IsClass && member.GetAttributes().Any(static attribute =>
            attribute.AttributeClass is { } type && type.IsIn("System", "ObsoleteAttribute")));
    }

    private void NoteSetter(IPropertySymbol property)
    {
        if (!RepeatedAttributes.HasUnwritableValue(property))
            return;
        foreach (var id in MismatchesOfSetters)
            _warnings.Disable(id);
    }

    private SetterKind SetterKindOf(IMethodSymbol? setter)
    {
        if (setter is null)
            return SetterKind.None;
        if (!IsReachable(setter))
            return setter.IsAbstract ? SetterKind.Protected : SetterKind.None;
        return setter.IsInitOnly ? SetterKind.Init : SetterKind.Set;
    }

    private static ReturnKind ReturnKindOf(RefKind kind) => kind switch
    {
        RefKind.Ref => ReturnKind.Ref,
        RefKind.RefReadOnly => ReturnKind.RefReadOnly,
        _ => ReturnKind.Value,
    };
}
