namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The values of a graph, each after those that it leads to; values that lead to each other (a loop) together. Without
/// recursion.</summary>
internal sealed class ValueLoops(int count, Func<int, int[]> next)
{
    private readonly int[] _entered = new int[count];
    private readonly int[] _lowest = new int[count];
    private readonly bool[] _isClosed = new bool[count];
    private readonly List<int> _waiting = [];
    private readonly List<int[]> _found = [];
    private int _last;

    /// <summary>The groups of values that the first one leads to: nearly all of one value.</summary>
    public IReadOnlyList<int[]> InOrder()
    {
        var open = new Stack<(int Number, int Next)>();
        Enter(0, open);
        while (open.Count > 0)
        {
            var (number, position) = open.Pop();
            var following = next(number);
            if (position < following.Length)
            {
                open.Push((number, position + 1));
                var other = following[position];
                if (_entered[other] == 0)
                    Enter(other, open);
                else if (!_isClosed[other])
                    _lowest[number] = Math.Min(_lowest[number], _entered[other]);
                continue;
            }

            if (_lowest[number] == _entered[number])
                Close(number);
            else
                _lowest[open.Peek().Number] = Math.Min(_lowest[open.Peek().Number], _lowest[number]);
        }

        return _found;
    }

    private void Enter(int number, Stack<(int Number, int Next)> open)
    {
        _entered[number] = _lowest[number] = ++_last;
        _waiting.Add(number);
        open.Push((number, 0));
    }

    // Those that wait since the first one was entered, the last one first: nearly the order in which they depend on each other.
    private void Close(int first)
    {
        var start = _waiting.LastIndexOf(first);
        var loop = _waiting.GetRange(start, _waiting.Count - start);
        _waiting.RemoveRange(start, loop.Count);
        loop.Reverse();
        foreach (var number in loop)
            _isClosed[number] = true;
        _found.Add([.. loop]);
    }
}
