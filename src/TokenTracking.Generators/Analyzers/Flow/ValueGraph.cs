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
    /// <returns>False if the answers in a loop kept changing.</returns>
    public bool Fold(Func<T, T, T> join, T unknown)
    {
        var order = Order(out var hasLoops);
        for (var round = 0; round < MostRounds; round++)
        {
            var hasChanged = false;
            foreach (var number in order)
                hasChanged |= Update(_nodes[number], join);
            if (!hasLoops || !hasChanged)
                return true;
        }

        _nodes[0].Answer = join(_nodes[0].Answer, unknown);
        return false;
    }

    private bool Update(Node node, Func<T, T, T> join)
    {
        if (node.Reading.Kind == ReadingKind.Value)
            return false;
        var answers = node.Next.Select(next => _nodes[next].Answer);
        var answer = node.Reading.Composer is { } compose ? compose([.. answers]) : answers.Aggregate(none, join);
        if (EqualityComparer<T>.Default.Equals(answer, node.Answer))
            return false;
        node.Answer = answer;
        return true;
    }

    // Each value after those that it leads to, except in loops.
    private List<int> Order(out bool hasLoops)
    {
        hasLoops = false;
        var order = new List<int>(_nodes.Count);
        var states = new byte[_nodes.Count];
        var open = new Stack<(int Number, int Next)>();
        open.Push((0, 0));
        states[0] = 1;
        while (open.Count > 0)
        {
            var (number, next) = open.Pop();
            if (next == _nodes[number].Next.Length)
            {
                states[number] = 2;
                order.Add(number);
                continue;
            }

            open.Push((number, next + 1));
            var following = _nodes[number].Next[next];
            if (states[following] == 0)
            {
                states[following] = 1;
                open.Push((following, 0));
            }
            else
            {
                hasLoops |= states[following] == 1;
            }
        }

        return order;
    }

    private sealed class Node(FlowValue value, T answer)
    {
        public FlowValue Value { get; } = value;

        public Reading<T> Reading { get; set; }

        public int[] Next { get; set; } = [];

        public T Answer { get; set; } = answer;
    }
}
