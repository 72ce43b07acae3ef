using Microsoft.CodeAnalysis.FlowAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The beginning or the end of a block.</summary>
/// <param name="Block">The ordinal of the block.</param>
/// <param name="Through">The branch whose path through a finally block contains the block; 0 for none.</param>
internal readonly record struct FlowPoint(int Block, int Through);

/// <summary>
/// The backward steps from block to block, with the path of each branch through the finally regions that it leaves. Computed once for all
/// variables of a function.
/// </summary>
internal sealed class FinallyPaths
{
    private readonly ControlFlowGraph _graph;

    // Branches through a finally block, numbered from 1; the index is the number of regions before this one.
    private readonly List<(ControlFlowBranch Branch, int Index)> _ways = [(null!, 0)];
    private readonly Dictionary<(int Source, bool IsConditional, int Index), int> _numbers = [];
    private readonly Dictionary<ControlFlowRegion, List<int>> _waysOf = [];
    private readonly Dictionary<ControlFlowRegion, List<int>> _endsOf = [];
    private readonly IReadOnlyList<FlowPoint>?[] _before;

    // The only block before each, plus 2; 1 for none or several, 0 if it was not asked for yet.
    private readonly int[] _onlyBefore;

    public FinallyPaths(ControlFlowGraph graph)
    {
        _graph = graph;
        _before = new IReadOnlyList<FlowPoint>?[graph.Blocks.Length];
        _onlyBefore = new int[graph.Blocks.Length];
        foreach (var block in graph.Blocks)
        {
            AddWays(block.ConditionalSuccessor);
            AddWays(block.FallThroughSuccessor);
            if (block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.StructuredExceptionHandling }
                && Innermost(block) is { } region)
                Add(_endsOf, region, block.Ordinal);
        }
    }

    /// <summary>The ends of the blocks from which control reaches the beginning of a block.</summary>
    public IReadOnlyList<FlowPoint> Before(FlowPoint point)
        => point.Through != 0 ? Find(point) : _before[point.Block] ??= Find(point);

    /// <summary>The only block from which control reaches a block, if it is an earlier one; -1 for any other block.</summary>
    public int OnlyBefore(int block)
    {
        if (_onlyBefore[block] == 0)
        {
            var point = new FlowPoint(block, 0);
            _onlyBefore[block] = Before(point) is [{ Through: 0, Block: var before }] && before < block && TryOf(point) is null
                && _graph.Blocks[block].Kind != BasicBlockKind.Entry ? before + 2 : 1;
        }

        return _onlyBefore[block] - 2;
    }

    private List<FlowPoint> Find(FlowPoint point)
    {
        var block = _graph.Blocks[point.Block];
        var points = new List<FlowPoint>(block.Predecessors.Length);
        foreach (var branch in block.Predecessors)
            AddSource(points, branch, branch.FinallyRegions.Length, point.Through);
        foreach (var region in StartingAt(block).Where(static region => region.Kind == ControlFlowRegionKind.Finally))
        {
            if (IsWayOf(region, point.Through))
            {
                AddSource(points, _ways[point.Through].Branch, _ways[point.Through].Index, 0);
                continue;
            }

            foreach (var way in _waysOf.TryGetValue(region, out var ways) ? ways : [])
                AddSource(points, _ways[way].Branch, _ways[way].Index, 0);
        }

        return points;
    }

    /// <summary>The try whose exceptions reach the beginning of a block; null for none.</summary>
    public ControlFlowRegion? TryOf(FlowPoint point)
    {
        foreach (var region in StartingAt(_graph.Blocks[point.Block]))
        {
            if (region.EnclosingRegion is { Kind: ControlFlowRegionKind.TryAndCatch or ControlFlowRegionKind.TryAndFinally } whole
                && region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally
                && !IsWayOf(region, point.Through))
                return whole.NestedRegions[0];
        }

        return null;
    }

    private bool IsWayOf(ControlFlowRegion region, int way)
        => way != 0 && _ways[way] is var (branch, index) && branch.FinallyRegions[index] == region;

    // The source of a branch, or the end of the last finally block that runs before its target.
    private void AddSource(List<FlowPoint> points, ControlFlowBranch branch, int remaining, int through)
    {
        if (remaining == 0)
        {
            points.Add(new FlowPoint(branch.Source.Ordinal, through));
            return;
        }

        var way = _numbers[KeyOf(branch, remaining - 1)];
        foreach (var end in _endsOf.TryGetValue(branch.FinallyRegions[remaining - 1], out var ends) ? ends : [])
            points.Add(new FlowPoint(end, way));
    }

    private void AddWays(ControlFlowBranch? branch)
    {
        for (var index = 0; index < branch?.FinallyRegions.Length; index++)
        {
            _numbers[KeyOf(branch, index)] = _ways.Count;
            Add(_waysOf, branch.FinallyRegions[index], _ways.Count);
            _ways.Add((branch, index));
        }
    }

    private static (int Source, bool IsConditional, int Index) KeyOf(ControlFlowBranch branch, int index)
        => (branch.Source.Ordinal, branch.IsConditionalSuccessor, index);

    private static void Add(Dictionary<ControlFlowRegion, List<int>> lists, ControlFlowRegion region, int number)
    {
        if (!lists.TryGetValue(region, out var list))
            lists.Add(region, list = []);
        list.Add(number);
    }

    private static ControlFlowRegion? Innermost(BasicBlock block)
    {
        var region = block.EnclosingRegion;
        while (region is not null and not { Kind: ControlFlowRegionKind.Finally })
            region = region.EnclosingRegion;
        return region;
    }

    private static IEnumerable<ControlFlowRegion> StartingAt(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is not null
            && region.FirstBlockOrdinal == block.Ordinal; region = region.EnclosingRegion)
            yield return region;
    }
}
