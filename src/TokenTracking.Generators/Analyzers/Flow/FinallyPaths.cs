using Microsoft.CodeAnalysis.FlowAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The beginning or the end of a block.</summary>
/// <param name="Block">The ordinal of the block.</param>
/// <param name="Through">The branch whose path through a finally block contains the block; 0 for none.</param>
/// <param name="IsAtEnd">True for the end.</param>
internal readonly record struct FlowPoint(int Block, int Through, bool IsAtEnd);

/// <summary>The backward steps from block to block, with the path of each branch through the finally regions that it leaves.</summary>
internal sealed class FinallyPaths(ControlFlowGraph graph)
{
    // Branches through a finally block, numbered from 1; the index is the number of regions before this one.
    private readonly List<(ControlFlowBranch Branch, int Index)> _ways = [(null!, 0)];
    private readonly Dictionary<(ControlFlowBranch Branch, int Index), int> _numbers = [];

    /// <summary>The points from which control reaches the beginning of a block.</summary>
    public List<FlowPoint> Before(FlowPoint point)
    {
        var points = new List<FlowPoint>();
        lock (_ways)
        {
            var block = graph.Blocks[point.Block];
            foreach (var branch in block.Predecessors)
                AddSource(points, branch, branch.FinallyRegions.Length, point.Through);
            foreach (var region in StartingAt(block).Where(static region => region.Kind == ControlFlowRegionKind.Finally))
            {
                if (point.Through != 0 && IsWayOf(region, point.Through))
                    AddSource(points, _ways[point.Through].Branch, _ways[point.Through].Index, 0);
                else
                    AddAll(points, region);
            }
        }

        return points;
    }

    /// <summary>The try whose exceptions reach the beginning of a block; null for none.</summary>
    public ControlFlowRegion? TryOf(FlowPoint point)
    {
        foreach (var region in StartingAt(graph.Blocks[point.Block]))
        {
            if (region.EnclosingRegion is { Kind: ControlFlowRegionKind.TryAndCatch or ControlFlowRegionKind.TryAndFinally } whole
                && region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally
                && (point.Through == 0 || !IsWayOf(region, point.Through)))
                return whole.NestedRegions[0];
        }

        return null;
    }

    private bool IsWayOf(ControlFlowRegion region, int way)
    {
        lock (_ways)
            return _ways[way] is var (branch, index) && branch.FinallyRegions[index] == region;
    }

    // The source of a branch, or the end of the last finally block that runs before its target.
    private void AddSource(List<FlowPoint> points, ControlFlowBranch branch, int remaining, int through)
    {
        if (remaining == 0)
        {
            points.Add(new FlowPoint(branch.Source.Ordinal, through, true));
            return;
        }

        var region = branch.FinallyRegions[remaining - 1];
        var way = Number(branch, remaining - 1);
        for (var ordinal = region.FirstBlockOrdinal; ordinal <= region.LastBlockOrdinal; ordinal++)
        {
            if (graph.Blocks[ordinal].FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.StructuredExceptionHandling }
                && Innermost(graph.Blocks[ordinal]) == region)
                points.Add(new FlowPoint(ordinal, way, true));
        }
    }

    private void AddAll(List<FlowPoint> points, ControlFlowRegion region)
    {
        foreach (var block in graph.Blocks)
        {
            foreach (var branch in new[] { block.FallThroughSuccessor, block.ConditionalSuccessor })
            {
                if (branch is not null && branch.FinallyRegions.IndexOf(region) is var index and >= 0)
                    AddSource(points, branch, index, 0);
            }
        }
    }

    private int Number(ControlFlowBranch branch, int index)
    {
        if (!_numbers.TryGetValue((branch, index), out var number))
        {
            _numbers[(branch, index)] = number = _ways.Count;
            _ways.Add((branch, index));
        }

        return number;
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
