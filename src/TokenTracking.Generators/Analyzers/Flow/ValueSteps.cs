using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>One step back: the values that a value may be.</summary>
internal static class ValueSteps
{
    /// <summary>The values that a value may be; null for a leaf, whose source is not visible.</summary>
    public static IReadOnlyList<FlowValue>? Of(FlowValue value, CancellationToken cancellationToken)
    {
        if (value.IsGiven || value.Part is { IsTooLong: true })
            return null;
        if (value.Seen is { } seen)
            return VariableSteps.Listed(value, seen);
        return Whole(value, cancellationToken) ?? (value.Part is { } part ? PartSteps.Of(value, part, cancellationToken) : null);
    }

    /// <summary>The same, with each of the values instead of one that represents many definitions.</summary>
    public static IReadOnlyList<FlowValue>? Each(FlowValue value, CancellationToken cancellationToken)
    {
        var values = Of(value, cancellationToken);
        if (values is null || values.All(static one => one.Seen is null))
            return values;
        var each = new List<FlowValue>();
        var seen = new HashSet<FlowValue>();
        var open = new Stack<FlowValue>(values.Reverse());
        while (open.Count > 0)
        {
            var current = open.Pop();
            if (!seen.Add(current))
                continue;
            if (current.Seen is { } reached)
            {
                foreach (var further in VariableSteps.Listed(current, reached).Reverse())
                    open.Push(further);
            }
            else
            {
                each.Add(current);
            }
        }

        return each;
    }

    private static IReadOnlyList<FlowValue>? Whole(FlowValue value, CancellationToken cancellationToken)
        => value.Operation switch
        {
            IConversionOperation conversion => [value.With(conversion.Operand)],
            IParenthesizedOperation parenthesized => [value.With(parenthesized.Operand)],
            IAwaitOperation awaited => [value.With(awaited.Operation)],
            IDeclarationExpressionOperation declaration => [value.With(declaration.Expression)],
            IDelegateCreationOperation creation => [value.With(creation.Target)],
            ITranslatedQueryOperation query => [value.With(query.Operation)],
            IConditionalOperation { WhenFalse: { } otherwise } choice => [value.With(choice.WhenTrue), value.With(otherwise)],
            ICoalesceOperation choice => [value.With(choice.Value), value.With(choice.WhenNull)],
            ISwitchExpressionOperation choice => [.. choice.Arms.Select(arm => value.With(arm.Value))],
            IConditionalAccessOperation access => [value.With(access.WhenNotNull)],
            IConditionalAccessInstanceOperation instance => Accessed(instance) is { } accessed ? [value.With(accessed)] : null,
            IThrowOperation => [],
            ISimpleAssignmentOperation assignment => [value.With(assignment.Value)],
            ICoalesceAssignmentOperation assignment => [value.With(assignment.Target), value.With(assignment.Value)],
            IDeconstructionAssignmentOperation assignment => [value.With(assignment.Value)],
            ILocalReferenceOperation local => VariableSteps.OfLocal(value, local, cancellationToken),
            IParameterReferenceOperation parameter => VariableSteps.OfParameter(value, parameter, cancellationToken),
            IFieldReferenceOperation { Instance: { } tuple, Field: var field } when Access.PositionOf(field) is var position and >= 0
                => [value.With(tuple, Access.Item(position, value.Part))],
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection }
                => [value.With(collection, Access.Element(value.Part))],
            IArrayElementReferenceOperation element => [value.With(element.ArrayReference, Access.Element(value.Part))],
            IImplicitIndexerReferenceOperation element => [value.With(element.Instance, Access.Element(value.Part))],
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member
                => MemberSteps.Of(value, member, cancellationToken),
            IInvocationOperation call => CallSteps.Of(value, call, cancellationToken),
            IMethodReferenceOperation group when value.Part is { Kind: AccessKind.Result, Rest: var rest }
                => CallSteps.OfReturned(value with { Part = rest }, group.Method, value.Call, group, cancellationToken),
            IAnonymousFunctionOperation lambda when value.Part is { Kind: AccessKind.Result, Rest: var rest }
                => [.. BodyFlow.Of(lambda).Returns(lambda).Select(result => value.With(result.ReturnedValue!, rest))],
            _ => null,
        };

    /// <summary>The receiver in <c>a?.b</c>.</summary>
    public static IOperation? Accessed(IConditionalAccessInstanceOperation instance)
    {
        for (IOperation current = instance; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == current)
                return access.Operation;
        }

        return null;
    }
}
