using Microsoft.CodeAnalysis;

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
            if ((current.Seen is null && isLeaf?.Invoke(current) == true) || ValueSteps.Of(current, cancellationToken) is not { } values)
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
}
