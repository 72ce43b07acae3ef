using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The leaves of a value: everything that it may be.</summary>
internal static class Sources
{
    private const int MostValues = 2000;

    /// <summary>The values that a value may be, in the order in which the code assigns them.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isLeaf">Returns true for a value that is not followed further; null to follow all values.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The leaves, or null if there are too many of them.</returns>
    public static IReadOnlyList<FlowValue>? Of(IOperation value, Func<FlowValue, bool>? isLeaf, CancellationToken cancellationToken)
        => Of(new FlowValue(value), isLeaf, cancellationToken);

    /// <summary>The same for a value in the context of one call, or for a part of a value.</summary>
    public static IReadOnlyList<FlowValue>? Of(FlowValue value, Func<FlowValue, bool>? isLeaf, CancellationToken cancellationToken)
    {
        var leaves = new List<FlowValue>();
        var seen = new HashSet<FlowValue>();
        var open = new Stack<FlowValue>();
        open.Push(value);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var current = open.Pop();
            if (!seen.Add(current))
                continue;
            if (seen.Count > MostValues)
                return null;
            if (isLeaf?.Invoke(current) == true || ValueSteps.Of(current, cancellationToken) is not { } values)
            {
                leaves.Add(current);
                continue;
            }

            for (var i = values.Count - 1; i >= 0; i--)
                open.Push(values[i]);
        }

        return leaves;
    }

    /// <summary>The only leaf of a value; null if it may be several.</summary>
    public static IOperation? Only(IOperation value, CancellationToken cancellationToken)
        => Of(value, null, cancellationToken) is [{ Part: null, Operation: var only }] ? only : null;

    /// <summary>The expression that a local holds at a read, or any other expression itself; null if it may be one of several. Members
    /// and methods are not followed.</summary>
    public static IOperation? Origin(IOperation? value, CancellationToken cancellationToken)
        => value is not null
            && Of(value, IsOrigin, cancellationToken) is [{ Part: null, Operation: not ILocalReferenceOperation and var only }]
            ? only
            : null;

    // What a local, a conversion or a task only passes on is no origin.
    private static bool IsOrigin(FlowValue value) => value.Part is null && value.Operation switch
    {
        IConversionOperation or IParenthesizedOperation or IAwaitOperation or ILocalReferenceOperation or IDeclarationExpressionOperation
            => false,
        IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", ContainingType.Name: "Task" or "ValueTask" } } => false,
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } } => false,
        IFieldReferenceOperation { Instance: not null, Field: var field } when Access.PositionOf(field) >= 0 => false,
        IConditionalAccessInstanceOperation => false,
        _ => true,
    };
}
