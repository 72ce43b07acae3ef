using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>Where a value goes: forward through variables, choices, awaits and own members, by a worklist with one set of visited
/// places.</summary>
internal static class Uses
{
    private const int MostPlaces = 2000;

    /// <summary>The places at which the way of a value ends for the rule to judge, each an operation whose parent takes the
    /// value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="further">
    /// What the rule follows by itself: the next operations of a place, an empty list for a place that does not matter, null for
    /// the step of the language.
    /// </param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The ends, or null if there are too many places. No ends: nobody reads the value.</returns>
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
