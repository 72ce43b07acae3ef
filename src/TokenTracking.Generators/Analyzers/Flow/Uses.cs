using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The uses of a value: forward through variables, conditional expressions, awaits and members of the same type, with a worklist
/// and one set of visited places.</summary>
internal static class Uses
{
    private const int MostPlaces = 2000;

    /// <summary>The places where the flow of a value ends and the rule has to decide. Each is an operation whose parent uses the
    /// value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="further">The steps that the rule itself determines: the next operations of a place, an empty list for a place that is
    /// irrelevant, null for the step that the language defines.
    /// </param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The ends, or null if there are too many places. There are no ends if nothing reads the value.</returns>
    public static IReadOnlyList<IOperation>? Of(
        IOperation value, Func<IOperation, IReadOnlyList<IOperation>?>? further, CancellationToken cancellationToken)
    {
        var ends = new List<IOperation>();
        var seen = new HashSet<IOperation>();
        var open = new Stack<IOperation>();
        open.Push(value);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var current = open.Pop();
            if (!seen.Add(current))
                continue;
            if (seen.Count > MostPlaces)
                return null;
            if ((further?.Invoke(current) ?? UseSteps.Of(current, cancellationToken)) is not { } next)
            {
                ends.Add(current);
                continue;
            }

            for (var i = next.Count - 1; i >= 0; i--)
                open.Push(next[i]);
        }

        return ends;
    }
}
