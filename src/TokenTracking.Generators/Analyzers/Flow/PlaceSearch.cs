namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// A backward search through places that were not searched before. Places that reach each other (a loop) are found together; the same
/// definitions reach all of them. Without recursion.
/// </summary>
internal sealed class PlaceSearch(ReachingDefinitions definitions, CancellationToken cancellationToken)
{
    private readonly Dictionary<FlowPlace, Node> _nodes = [];
    private readonly Stack<Node> _waiting = new();

    /// <summary>The definitions that reach a place. Those that reach the places before it are kept, too.</summary>
    public Reached From(FlowPlace start)
    {
        var open = new Stack<Node>();
        var first = Enter(start);
        open.Push(first);
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

        return first.Reached!;
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
        var members = new List<Node>(1);
        do
            members.Add(_waiting.Pop());
        while (members[members.Count - 1] != first);
        members.Reverse();

        var reached = PassedOn(members) ?? Joined(members);
        foreach (var member in members)
            member.Reached = definitions.Keep(member.Place, reached);
    }

    // Most places only pass on the definitions that reach the place before them. Null for all others.
    private Reached? PassedOn(List<Node> members)
    {
        Reached? only = null;
        foreach (var member in members)
        {
            if (member.Step.IsEntry || member.Step.Own.Count > 0)
                return null;
            foreach (var before in member.Step.Before)
            {
                if (ReachedAt(before) is not { } other)
                    continue;
                if (only is not null && other != only)
                    return null;
                only = other;
            }
        }

        return only;
    }

    private Reached Joined(List<Node> members)
    {
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

        return Reached.Joined(own, others, isEntry);
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
