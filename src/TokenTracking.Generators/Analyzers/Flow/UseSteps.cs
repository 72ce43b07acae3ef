using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>One step forward: where a value goes.</summary>
internal static class UseSteps
{
    /// <summary>
    /// The operations whose value is or contains the value after the next step; null if the rule has to decide: an argument, a member, a
    /// call on the value, a comparison, a discard. Empty if nothing reads the variable that the value is assigned to.
    /// </summary>
    public static IReadOnlyList<IOperation>? Of(IOperation value, CancellationToken cancellationToken) => value.Parent switch
    {
        IConversionOperation or IParenthesizedOperation or IAwaitOperation or ICoalesceOperation or ISwitchExpressionArmOperation
            or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation or ISpreadOperation
            or ITranslatedQueryOperation or IDelegateCreationOperation => [value.Parent],
        IConditionalOperation choice => choice.Condition == value ? null : [choice],
        ISwitchExpressionOperation choice => choice.Value == value ? null : [choice],
        IConditionalAccessOperation access => access.Operation == value ? Instances(access) : [access],
        IArrayElementReferenceOperation element when element.ArrayReference == value => [element],
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => Reads(value, declarator, cancellationToken),
        IAssignmentOperation assignment when assignment.Value == value && assignment is not ICompoundAssignmentOperation
            => OfAssignment(assignment, cancellationToken),
        IForEachLoopOperation loop when loop.Collection == value => Reads(value, loop, cancellationToken),
        ITupleOperation tuple => OfTuple(tuple, tuple.Elements.IndexOf(value), cancellationToken),
        IFieldInitializerOperation { InitializedFields: [var field, ..] } => MemberFlow.Around(value)?.UsesOf(field, cancellationToken),
        IPropertyInitializerOperation { InitializedProperties: [var property, ..] }
            => MemberFlow.Around(value)?.UsesOf(property, cancellationToken),
        _ => null,
    };

    /// <summary>The reads that the writes of an operation to the variables of its body may reach.</summary>
    public static IReadOnlyList<IOperation> Reads(IOperation value, IOperation write, CancellationToken cancellationToken)
    {
        var body = BodyFlow.Of(value);
        return [.. body.DefinitionsAt(write).SelectMany(definition => body.ReadsReached(definition, cancellationToken))];
    }

    // The reads of the variable of an assignment, and the assignment itself if its value is used.
    private static IReadOnlyList<IOperation>? OfAssignment(IAssignmentOperation assignment, CancellationToken cancellationToken)
    {
        var body = BodyFlow.Of(assignment);
        var written = body.DefinitionsAt(assignment).ToList();
        IReadOnlyList<IOperation>? held = written.Count > 0
            ? [.. written.SelectMany(definition => body.ReadsReached(definition, cancellationToken))]
            : assignment.Target is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: var member }
                ? MemberFlow.Around(assignment)?.UsesOf(member, cancellationToken)
                : assignment.Target is IDiscardOperation ? [] : null;
        return held is null || assignment.Parent is IExpressionStatementOperation ? held : [.. held, assignment];
    }

    // var (a, b) = (v, w): the variable at the position of the value.
    private static IReadOnlyList<IOperation>? OfTuple(ITupleOperation tuple, int position, CancellationToken cancellationToken)
    {
        IOperation whole = tuple;
        while (whole.Parent is IConversionOperation)
            whole = whole.Parent;
        if (whole.Parent is not IDeconstructionAssignmentOperation deconstruction || deconstruction.Value != whole)
            return [whole];
        var body = BodyFlow.Of(tuple);
        return
        [
            .. body.DefinitionsAt(deconstruction)
            .Where(definition => definition.Part is { Kind: AccessKind.Item, Index: var index } && index == position)
                .SelectMany(definition => body.ReadsReached(definition, cancellationToken)),
        ];
    }

    private static List<IOperation> Instances(IConditionalAccessOperation access)
        => [.. access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().Take(1)];
}
