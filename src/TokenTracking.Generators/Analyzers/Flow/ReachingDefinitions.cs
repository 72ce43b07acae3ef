using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The definitions of one variable in one function, and those that reach a place. They are found with a backward worklist over the
/// blocks.</summary>
internal sealed class ReachingDefinitions
{
    private readonly FunctionGraph _function;
    private readonly (int Position, Definition Definition)[] _ordered;
    private readonly FinallyPaths _finally;

    // The result for the beginning of a block is complete when it is stored here, so that a loop never stores a partial result.
    private readonly ConcurrentDictionary<int, Reached> _atBlock = new();

    public ReachingDefinitions(FunctionGraph function, IEnumerable<(int Position, Definition Definition)> definitions)
    {
        _function = function;
        _ordered = [.. definitions.OrderBy(static definition => definition.Position)];
        _finally = new FinallyPaths(function.Graph);
    }

    /// <summary>The definitions that reach an operation.</summary>
    /// <param name="position">The number of the operation.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public Reached At(int position, CancellationToken cancellationToken)
    {
        var block = _function.BlockAt(position);
        var found = new HashSet<Definition>();
        if (Collect(_function.Start(block), position, found))
            return new Reached([.. found], false);
        var before = _atBlock.TryGetValue(block, out var known) ? known : _atBlock[block] = AtStart(block, cancellationToken);
        if (found.Count == 0)
            return before;
        found.UnionWith(before.Definitions);
        return new Reached([.. found], before.FromOutside);
    }

    private Reached AtStart(int block, CancellationToken cancellationToken)
    {
        var found = new HashSet<Definition>();
        var fromOutside = false;
        var seen = new HashSet<FlowPoint>();
        var open = new Stack<FlowPoint>();
        void Enter(FlowPoint point)
        {
            if (seen.Add(point))
                open.Push(point);
        }

        Enter(new FlowPoint(block, 0, false));
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var point = open.Pop();
            if (point.IsAtEnd)
            {
                if (!Collect(_function.Start(point.Block), _function.End(point.Block), found))
                    Enter(point with { IsAtEnd = false });
                continue;
            }

            if (point.Through == 0 && _atBlock.TryGetValue(point.Block, out var known))
            {
                found.UnionWith(known.Definitions);
                fromOutside |= known.FromOutside;
                continue;
            }

            fromOutside |= _function.Graph.Blocks[point.Block].Kind == BasicBlockKind.Entry;
            foreach (var next in _finally.Before(point))
                Enter(next);
            if (_finally.TryOf(point) is { } guarded)
            {
                // An exception can occur at any operation: nothing that a try block writes replaces what it wrote before.
                foreach (
                    var (_, definition) in Between(_function.Start(guarded.FirstBlockOrdinal), _function.End(guarded.LastBlockOrdinal)))
                    found.Add(definition);
                Enter(new FlowPoint(guarded.FirstBlockOrdinal, 0, false));
            }
        }

        return new Reached([.. found], fromOutside);
    }

    // True if one of the definitions replaces all earlier ones.
    private bool Collect(int start, int end, HashSet<Definition> found)
    {
        for (var i = IndexOf(end) - 1; i >= 0 && _ordered[i].Position >= start; i--)
        {
            found.Add(_ordered[i].Definition);
            if (_ordered[i].Definition.Replaces)
                return true;
        }

        return false;
    }

    private IEnumerable<(int Position, Definition Definition)> Between(int start, int end)
    {
        for (var i = IndexOf(start); i < _ordered.Length && _ordered[i].Position < end; i++)
            yield return _ordered[i];
    }

    // The first definition at or after a position.
    private int IndexOf(int position)
    {
        var (low, high) = (0, _ordered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ordered[middle].Position < position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

/// <summary>The definitions of a variable that reach a place.</summary>
/// <param name="Definitions">The definitions that reach the place.</param>
/// <param name="FromOutside">True if the value of the variable at the call of the function may also reach the place.</param>
internal sealed record Reached(IReadOnlyList<Definition> Definitions, bool FromOutside);
