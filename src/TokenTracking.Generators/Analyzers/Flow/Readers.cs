using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>From the definitions of a variable to the reads that may see them.</summary>
internal sealed class Readers
{
    private readonly Dictionary<Definition, List<Reached>> _seenAt = [];
    private readonly Dictionary<Reached, List<Reached>> _partOf = [];
    private readonly Dictionary<Reached, List<int>> _readAt = [];
    private readonly List<IOperation> _reads = [];
    private readonly ConcurrentDictionary<Definition, IReadOnlyList<IOperation>> _known = new();

    public Readers(IEnumerable<(IOperation Read, Reached Reached)> reads)
    {
        foreach (var (read, reached) in reads)
        {
            Add(reached);
            _readAt[reached].Add(_reads.Count);
            _reads.Add(read);
        }
    }

    /// <summary>The reads that may see a definition, in the order of the code.</summary>
    public IReadOnlyList<IOperation> Of(Definition definition)
        => _known.TryGetValue(definition, out var reads) ? reads : _known[definition] = Find(definition);

    private void Add(Reached reached)
    {
        var open = new Stack<Reached>([reached]);
        while (open.Count > 0)
        {
            var current = open.Pop();
            if (_readAt.ContainsKey(current))
                continue;
            _readAt.Add(current, []);
            foreach (var definition in current.Own)
                Or(_seenAt, definition).Add(current);
            foreach (var further in current.Further)
            {
                Or(_partOf, further).Add(current);
                open.Push(further);
            }
        }
    }

    private List<IOperation> Find(Definition definition)
    {
        var numbers = new List<int>();
        var seen = new HashSet<Reached>();
        var open = new Stack<Reached>(_seenAt.TryGetValue(definition, out var places) ? places : []);
        while (open.Count > 0)
        {
            var current = open.Pop();
            if (!seen.Add(current))
                continue;
            numbers.AddRange(_readAt[current]);
            foreach (var whole in _partOf.TryGetValue(current, out var wholes) ? wholes : [])
                open.Push(whole);
        }

        numbers.Sort();
        return [.. numbers.Select(number => _reads[number])];
    }

    private static List<Reached> Or<TKey>(Dictionary<TKey, List<Reached>> lists, TKey key)
        where TKey : notnull
        => lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
