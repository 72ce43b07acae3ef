namespace TokenTracking.Architecture.Tests.Graphs;

/// <summary>Nodes and the arrows between them, at most one arrow for each ordered pair of nodes.</summary>
internal sealed class Graph<T>
    where T : notnull
{
    private readonly ILookup<T, Arrow<T>> _outgoing;

    public Graph(IEnumerable<T> nodes, IEnumerable<Arrow<T>> arrows)
    {
        Arrows = [.. arrows];
        Nodes = [.. nodes.Concat(Arrows.SelectMany(static arrow => new[] { arrow.From, arrow.To })).Distinct()];
        _outgoing = Arrows.ToLookup(static arrow => arrow.From);
    }

    public IReadOnlyList<T> Nodes { get; }

    public IReadOnlyList<Arrow<T>> Arrows { get; }

    public IEnumerable<Arrow<T>> From(T node) => _outgoing[node];

    /// <summary>The graph in which all nodes of one group are one node. Arrows within a group disappear.</summary>
    public Graph<string> GroupBy(Func<T, string> group)
        => new(
            Nodes.Select(group),
            Arrows.Select(arrow => (From: group(arrow.From), To: group(arrow.To), Arrow: arrow))
                .Where(static arrow => arrow.From != arrow.To)
                .GroupBy(static arrow => (arrow.From, arrow.To))
                .Select(static pair => new Arrow<string>(
                    pair.Key.From, pair.Key.To, pair.First().Arrow.Example, pair.Sum(static arrow => arrow.Arrow.Count))));

    /// <summary>Every node that can be reached from a node, including that node.</summary>
    public IReadOnlySet<T> Reach(T start)
    {
        var reached = new HashSet<T> { start };
        var open = new Queue<T>([start]);
        while (open.TryDequeue(out var node))
        {
            foreach (var arrow in From(node).Where(arrow => reached.Add(arrow.To)))
            {
                open.Enqueue(arrow.To);
            }
        }

        return reached;
    }
}
