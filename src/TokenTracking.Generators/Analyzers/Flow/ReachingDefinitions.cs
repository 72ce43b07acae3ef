using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// The definitions of one variable in one function, and those that reach a place. They are found by a backward search from the place that
/// visits each block once for all places; the same definitions reach all blocks of a loop.
/// </summary>
internal sealed class ReachingDefinitions
{
    // The beginnings of the blocks are kept in pages: most variables reach few blocks of a long body.
    private const int BlocksOfPage = 64;

    // One in so many blocks is never passed over, so that searches from different places meet.
    private const int BlocksOfStop = 16;

    private readonly FunctionGraph _function;
    private readonly (int Position, Definition Definition)[] _ordered;
    private readonly Reached?[] _after;
    private readonly Reached?[]?[] _atStart;
    private ConcurrentDictionary<FlowPlace, Reached>? _throughFinally;

    public ReachingDefinitions(FunctionGraph function, IEnumerable<(int Position, Definition Definition)> definitions)
    {
        _function = function;
        _ordered = [.. definitions.OrderBy(static definition => definition.Position)];
        _after = new Reached?[_ordered.Length];
        _atStart = new Reached?[]?[(function.Graph.Blocks.Length / BlocksOfPage) + 1];
    }

    /// <summary>The definitions that reach an operation.</summary>
    /// <param name="position">The number of the operation.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public Reached At(int position, CancellationToken cancellationToken)
    {
        var place = LastIn(_function.BlockAt(position), 0, position);
        if (Known(place) is { } reached)
            return reached;
        if (place.Definition >= 0 && _ordered[place.Definition].Definition is { Replaces: true } only)
            return Keep(place, Reached.Of([only], false));
        return new PlaceSearch(this, cancellationToken).From(place);
    }

    /// <summary>The definitions that reach a place; null if it was not searched yet.</summary>
    public Reached? Known(FlowPlace place)
    {
        if (place.Through != 0)
            return _throughFinally?.TryGetValue(place, out var reached) == true ? reached : null;
        if (place.Definition >= 0)
            return Volatile.Read(ref _after[place.Definition]);
        return Volatile.Read(ref _atStart[place.Block / BlocksOfPage]) is { } page
            ? Volatile.Read(ref page[place.Block % BlocksOfPage])
            : null;
    }

    /// <summary>Keeps the definitions that reach a place, unless another thread was faster.</summary>
    /// <returns>The object that all reads share.</returns>
    public Reached Keep(FlowPlace place, Reached reached)
    {
        if (place.Through != 0)
            return LazyInitializer.EnsureInitialized(ref _throughFinally, static () => new())!.GetOrAdd(place, reached);
        if (place.Definition >= 0)
            return Interlocked.CompareExchange(ref _after[place.Definition], reached, null) ?? reached;
        var page = LazyInitializer.EnsureInitialized(ref _atStart[place.Block / BlocksOfPage], static () => new Reached?[BlocksOfPage])!;
        return Interlocked.CompareExchange(ref page[place.Block % BlocksOfPage], reached, null) ?? reached;
    }

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
        var ends = _function.Finally.Before(point);
        var guarded = _function.Finally.TryOf(point);
        var before = new FlowPlace[ends.Count + (guarded is null ? 0 : 1)];
        for (var i = 0; i < ends.Count; i++)
            before[i] = LastIn(ends[i].Block, ends[i].Through, _function.End(ends[i].Block));
        IReadOnlyList<Definition> own = [];
        if (guarded is not null)
        {
            // An exception can occur at any operation: nothing that a try block writes replaces what it wrote before.
            own = [.. Between(_function.Start(guarded.FirstBlockOrdinal), _function.End(guarded.LastBlockOrdinal))];
            before[ends.Count] = new FlowPlace(guarded.FirstBlockOrdinal, 0, -1);
        }

        return new FlowStep(own, before, _function.Graph.Blocks[place.Block].Kind == BasicBlockKind.Entry);
    }

    // The last definition before a position of a block, or the beginning of the block. A block that nothing is written in, and that control
    // reaches from one other block only, is passed over.
    private FlowPlace LastIn(int block, int through, int end)
    {
        while (true)
        {
            if (IndexOf(end) - 1 is var last and >= 0 && _ordered[last].Position >= _function.Start(block))
                return new FlowPlace(block, through, last);
            if (through != 0 || block % BlocksOfStop == 0 || _function.Finally.OnlyBefore(block) is not (>= 0 and var before))
                return new FlowPlace(block, through, -1);
            (block, end) = (before, _function.End(before));
        }
    }

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
