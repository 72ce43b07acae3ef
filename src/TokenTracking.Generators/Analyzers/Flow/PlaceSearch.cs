namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// A backward search through places that were not searched before. Places that reach each other (a loop) are found together; the same
/// definitions reach all of them. Without recursion.
/// </summary>
internal sealed class PlaceSearch(ReachingDefinitions definitions, CancellationToken cancellationToken)
{
    private readonly Dictionary<FlowPlace, Node> _nodes = [];
    private readonly Stack<Node> _waiting = new();
    private readonly List<(IReadOnlyList<FlowPlace> Places, Reached Reached)> _found = [];

    /// <summary>The definitions that reach a place, and those that reach the places before it.</summary>
    public IReadOnlyList<(IReadOnlyList<FlowPlace> Places, Reached Reached)> From(FlowPlace start)
    {
        var open = new Stack<Node>();
        open.Push(Enter(start));
        while (open.Count > 0)
        {
            var node = open.Peek();
            if (node.Next < node.Step.Before.Count)
            {
                // The last one first: the order in which the definitions are listed.
                var before = node.Step.Before[node.Step.Before.Count - 1 - node.Next++];
                if (_nodes.TryGetValue(before, out var entered))
                    node.Lowest = entered.Reached is null ? Math.Min(node.Lowest, entered.Number) : node.Lowest;
                else if (definitions.Known(before) is null)
                    open.Push(Enter(before));
                continue;
            }

            open.Pop();
            if (node.Lowest == node.Number)
                Close(node);
            if (open.Count > 0 && node.Reached is null)
                open.Peek().Lowest = Math.Min(open.Peek().Lowest, node.Lowest);
        }

        return _found;
    }

    private Node Enter(FlowPlace place)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var node = new Node(place, _nodes.Count, definitions.StepOf(place));
        _nodes.Add(place, node);
        _waiting.Push(node);
        return node;
    }

    // The places that reach each other have all been seen: they are those that wait, down to the first of them.
    private void Close(Node first)
    {
        var members = new List<Node>();
        do
            members.Add(_waiting.Pop());
        while (members[members.Count - 1] != first);
        members.Reverse();

        var own = new List<Definition>();
        var others = new List<Reached>();
        var isEntry = false;
        foreach (var member in members)
        {
            own.AddRange(member.Step.Own);
            isEntry |= member.Step.IsEntry;
            for (var i = member.Step.Before.Count - 1; i >= 0; i--)
            {
                if (ReachedAt(member.Step.Before[i]) is { } other)
                    others.Add(other);
            }
        }

        var reached = Reached.Joined(own, others, isEntry);
        foreach (var member in members)
            member.Reached = reached;
        _found.Add(([.. members.Select(static member => member.Place)], reached));
    }

    // Null for a place of the same loop.
    private Reached? ReachedAt(FlowPlace place) => _nodes.TryGetValue(place, out var node) ? node.Reached : definitions.Known(place);

    private sealed class Node(FlowPlace place, int number, FlowStep step)
    {
        public FlowPlace Place { get; } = place;

        public int Number { get; } = number;

        public FlowStep Step { get; } = step;

        // The number of the first place that is known to be reached from here and to reach this one.
        public int Lowest { get; set; } = number;

        public int Next { get; set; }

        public Reached? Reached { get; set; }
    }
}
