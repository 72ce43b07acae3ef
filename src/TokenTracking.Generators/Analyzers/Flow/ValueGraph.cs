namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The values that one query reaches, each once, with what was read from them.</summary>
/// <typeparam name="T">The answer of a rule.</typeparam>
internal sealed class ValueGraph<T>(T none)
{
    // The limit for answers that change around a loop; more rounds add nothing.
    private const int MostRounds = 16;

    private readonly List<Node> _nodes = [];
    private readonly Dictionary<FlowValue, int> _numbers = [];

    public int Count => _nodes.Count;

    public FlowValue this[int number] => _nodes[number].Value;

    /// <summary>The answer for the first value.</summary>
    public T Answer => _nodes[0].Answer;

    /// <summary>The answers for all values.</summary>
    public IEnumerable<(FlowValue Value, T Answer)> Answers => _nodes.Select(static node => (node.Value, node.Answer));

    /// <summary>The number of a value, which is added if it is new.</summary>
    public int Add(FlowValue value)
    {
        if (_numbers.TryGetValue(value, out var number))
            return number;
        _numbers.Add(value, _nodes.Count);
        _nodes.Add(new Node(value, none));
        return _nodes.Count - 1;
    }

    /// <summary>Sets what was read from a value, and adds the values that it leads to.</summary>
    public void Set(int number, Reading<T> reading)
    {
        var node = _nodes[number];
        node.Reading = reading;
        node.Next = reading.Values is { Count: > 0 } values ? [.. values.Select(Add)] : [];
        if (reading.Kind == ReadingKind.Value)
            node.Answer = reading.Value!;
    }

    /// <summary>Computes all answers, from the leaves to the first value, until those in loops no longer change.</summary>
    public void Fold(Func<T, T, T> join, T unknown)
    {
        foreach (var loop in new ValueLoops(_nodes.Count, number => _nodes[number].Next).InOrder())
        {
            if (loop.Length == 1 && Array.IndexOf(_nodes[loop[0]].Next, loop[0]) < 0)
                Update(_nodes[loop[0]], join);
            else if (!Settle(loop, join))
                Widen(loop, join, unknown);
        }
    }

    // False if the answers still change after many rounds.
    private bool Settle(int[] loop, Func<T, T, T> join)
    {
        // The round in which an answer last changed: a value is computed again only if one that it leads to has changed since.
        var changed = loop.ToDictionary(static number => number, static _ => 0);
        for (var round = 1; round <= MostRounds; round++)
        {
            var hasChanged = false;
            foreach (var number in loop)
            {
                var node = _nodes[number];
                if (round > 1 && !Array.Exists(node.Next, next => changed.TryGetValue(next, out var last) && last >= round - 1))
                    continue;
                if (!Update(node, join))
                    continue;
                changed[number] = round;
                hasChanged = true;
            }

            if (!hasChanged)
                return true;
        }

        return false;
    }

    // Further rounds could add anything.
    private void Widen(int[] loop, Func<T, T, T> join, T unknown)
    {
        foreach (var number in loop)
        {
            if (_nodes[number].Reading.Kind != ReadingKind.Value)
                _nodes[number].Answer = join(_nodes[number].Answer, unknown);
        }
    }

    private bool Update(Node node, Func<T, T, T> join)
    {
        if (node.Reading.Kind == ReadingKind.Value)
            return false;
        var answer = none;
        if (node.Reading.Composer is { } compose)
        {
            answer = compose([.. node.Next.Select(next => _nodes[next].Answer)]);
        }
        else
        {
            foreach (var next in node.Next)
                answer = join(answer, _nodes[next].Answer);
        }

        if (EqualityComparer<T>.Default.Equals(answer, node.Answer))
            return false;
        node.Answer = answer;
        return true;
    }

    private sealed class Node(FlowValue value, T answer)
    {
        public FlowValue Value { get; } = value;

        public Reading<T> Reading { get; set; }

        public int[] Next { get; set; } = [];

        public T Answer { get; set; } = answer;
    }
}
