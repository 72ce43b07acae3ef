using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// The definitions of one variable in one function, and those that reach a place. They are found by a backward search from the place that
/// visits each block once for all places; the same definitions reach all blocks of a loop.
/// </summary>
internal sealed class ReachingDefinitions
{
    private readonly FunctionGraph _function;
    private readonly (int Position, Definition Definition)[] _ordered;
    private readonly ConcurrentDictionary<FlowPlace, Reached> _known = new();

    public ReachingDefinitions(FunctionGraph function, IEnumerable<(int Position, Definition Definition)> definitions)
    {
        _function = function;
        _ordered = [.. definitions.OrderBy(static definition => definition.Position)];
    }

    /// <summary>The definitions that reach an operation.</summary>
    /// <param name="position">The number of the operation.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public Reached At(int position, CancellationToken cancellationToken)
    {
        var place = LastIn(_function.BlockAt(position), 0, position);
        if (!_known.TryGetValue(place, out var reached))
        {
            foreach (var (places, joined) in new PlaceSearch(this, cancellationToken).From(place))
            {
                foreach (var each in places)
                    _known.TryAdd(each, joined);
            }

            reached = _known[place];
        }

        return reached;
    }

    /// <summary>The definitions that reach a place; null if it was not searched yet.</summary>
    public Reached? Known(FlowPlace place) => _known.TryGetValue(place, out var reached) ? reached : null;

    /// <summary>The definitions that a place adds, and the places before it.</summary>
    public FlowStep StepOf(FlowPlace place)
    {
        if (place.Definition >= 0)
        {
            var definition = _ordered[place.Definition].Definition;
            return new FlowStep(
                [definition], definition.Replaces ? [] : [LastIn(place.Block, place.Through, _ordered[place.Definition].Position)], false);
        }

        var point = new FlowPoint(place.Block, place.Through);
        var own = new List<Definition>();
        var before = _function.Finally.Before(point).Select(end => LastIn(end.Block, end.Through, _function.End(end.Block))).ToList();
        if (_function.Finally.TryOf(point) is { } guarded)
        {
            // An exception can occur at any operation: nothing that a try block writes replaces what it wrote before.
            own.AddRange(Between(_function.Start(guarded.FirstBlockOrdinal), _function.End(guarded.LastBlockOrdinal)));
            before.Add(new FlowPlace(guarded.FirstBlockOrdinal, 0, -1));
        }

        return new FlowStep(own, before, _function.Graph.Blocks[place.Block].Kind == BasicBlockKind.Entry);
    }

    // The last definition of a block before a position, or the beginning of the block.
    private FlowPlace LastIn(int block, int through, int end)
        => IndexOf(end) - 1 is var last and >= 0 && _ordered[last].Position >= _function.Start(block)
            ? new FlowPlace(block, through, last)
            : new FlowPlace(block, through, -1);

    private IEnumerable<Definition> Between(int start, int end)
    {
        for (var i = IndexOf(start); i < _ordered.Length && _ordered[i].Position < end; i++)
            yield return _ordered[i].Definition;
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

/// <summary>A place at which a variable holds something: after one of its definitions, or at the beginning of a block.</summary>
/// <param name="Block">The ordinal of the block.</param>
/// <param name="Through">The branch on whose way through a finally the block lies; 0 for none.</param>
/// <param name="Definition">The number of the definition; -1 for the beginning of the block.</param>
internal readonly record struct FlowPlace(int Block, int Through, int Definition);

/// <summary>One step backwards.</summary>
/// <param name="Own">The definitions that the place adds.</param>
/// <param name="Before">The places from which control comes; none if the definition replaces what was before.</param>
/// <param name="IsEntry">True at the beginning of the function.</param>
internal readonly record struct FlowStep(IReadOnlyList<Definition> Own, IReadOnlyList<FlowPlace> Before, bool IsEntry);
