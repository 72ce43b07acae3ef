namespace TokenTracking.Architecture.Tests.Graphs;

/// <summary>Finds the nodes that can reach themselves.</summary>
internal static class Cycles
{
    /// <summary>The groups of nodes that can all reach each other, largest first. A node alone is no group.</summary>
    public static IReadOnlyList<IReadOnlySet<T>> Knots<T>(Graph<T> graph)
        where T : notnull
    {
        var reach = graph.Nodes.ToDictionary(static node => node, graph.Reach);
        var knots = new List<IReadOnlySet<T>>();
        var seen = new HashSet<T>();
        foreach (var node in graph.Nodes.Where(seen.Add))
        {
            var knot = reach[node].Where(other => reach[other].Contains(node)).ToHashSet();
            seen.UnionWith(knot);
            if (knot.Count > 1)
            {
                knots.Add(knot);
            }
        }

        return [.. knots.OrderByDescending(static knot => knot.Count)];
    }

    /// <summary>The shortest way from a node of the knot back to itself.</summary>
    public static IReadOnlyList<Arrow<T>> Shortest<T>(Graph<T> graph, IReadOnlySet<T> knot)
        where T : notnull
        => knot.Select(node => Back(graph, knot, node)).MinBy(static way => way.Count)!;

    /// <summary>The arrows between the nodes of a knot.</summary>
    public static IEnumerable<Arrow<T>> Within<T>(Graph<T> graph, IReadOnlySet<T> knot)
        where T : notnull
        => graph.Arrows.Where(arrow => knot.Contains(arrow.From) && knot.Contains(arrow.To));

    private static IReadOnlyList<Arrow<T>> Back<T>(Graph<T> graph, IReadOnlySet<T> knot, T start)
        where T : notnull
    {
        var ways = new Queue<IReadOnlyList<Arrow<T>>>(Steps(start).Select(static arrow => new[] { arrow }));
        var seen = new HashSet<T>();
        while (ways.TryDequeue(out var way))
        {
            var end = way[^1].To;
            if (end.Equals(start))
            {
                return way;
            }

            if (seen.Add(end))
            {
                foreach (var arrow in Steps(end))
                {
                    ways.Enqueue([.. way, arrow]);
                }
            }
        }

        throw new InvalidOperationException($"{start} cannot reach itself.");

        IEnumerable<Arrow<T>> Steps(T node) => graph.From(node).Where(arrow => knot.Contains(arrow.To));
    }
}
