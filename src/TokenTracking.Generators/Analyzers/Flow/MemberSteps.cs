using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The values of fields and properties: of this object and its type, or of another object whose creation is visible.</summary>
internal static class MemberSteps
{
    // Properties that only return what their object contains.
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal) { "Task", "ValueTask", "Nullable", "Lazy" };

    public static IReadOnlyList<FlowValue>? Of(FlowValue value, IMemberReferenceOperation reference, CancellationToken cancellationToken)
    {
        if (reference is IFieldReferenceOperation { Field.IsConst: true })
            return null;
        if (reference
            is { Member: { Name: "Result" or "Value", ContainingType: { Name: var holder, IsGenericType: true } }, Instance: { } held }
            && Passing.Contains(holder))
            return [value.With(held, holder == "Lazy" ? Access.Result(value.Part) : value.Part)];
        if (reference.Instance is not (null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }))
        {
            return IsFollowed(reference) ? [value.With(reference.Instance, Access.Member(reference.Member, value.Part))] : null;
        }

        // If it is known which constructor call created this object, its arguments are the values of the members.
        var creation = value.Call is { Site: IObjectCreationOperation } ? value.Call : null;
        return MemberFlow.Around(reference) is { } members ? Own(value, reference.Member, members, creation, cancellationToken) : null;
    }

    /// <summary>The values that a member gets in its own type; null if other types may set it or nothing sets it.</summary>
    public static IReadOnlyList<FlowValue>? Own(
        FlowValue value, ISymbol member, MemberFlow members, FlowCall? creation, CancellationToken cancellationToken)
    {
        if (member is IPropertySymbol { GetMethod: { } getter } && IsComputed(member, cancellationToken))
        {
            return members.ReturnedBy(getter, cancellationToken) is { Values: { Count: > 0 } returned }
                ? [.. returned.Select(each => new FlowValue(each, value.Part, creation))]
                : null;
        }

        if (!MemberFlow.IsSetAtHomeAlone(member) || member.DeclaringSyntaxReferences.IsEmpty)
            return null;
        var given = members.GivenAtHome(member, cancellationToken);
        return given.Count == 0
            ? null
            : [.. given.Select(each => new FlowValue(each.Operation, Access.Join(each.Part, value.Part), creation))];
    }

    // Another object: one of the types of this compilation, if the code shows how its members are set.
    private static bool IsFollowed(IMemberReferenceOperation reference)
        => reference.Member.ContainingType is { } type && (type.IsAnonymousType || !reference.Member.DeclaringSyntaxReferences.IsEmpty);

    // A property with a body: int P => ..., int P { get { ... } }.
    private static bool IsComputed(ISymbol property, CancellationToken cancellationToken)
        => property.DeclaringSyntaxReferences is [{ } reference] && reference.GetSyntax(cancellationToken) switch
        {
            PropertyDeclarationSyntax { ExpressionBody: not null } => true,
            PropertyDeclarationSyntax { AccessorList.Accessors: var accessors }
                => accessors.Any(static accessor => accessor.Keyword.ValueText == "get"
                    && (accessor.Body ?? (SyntaxNode?)accessor.ExpressionBody) is not null),
            _ => false,
        };
}
