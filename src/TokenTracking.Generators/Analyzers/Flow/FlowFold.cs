using System.Collections.Concurrent;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// What a rule determines about a value, from all values or places that it leads to. A worklist collects them in a graph that contains each
/// of them once. Then the graph is folded, so that cycles terminate and nothing is read twice.
/// </summary>
/// <typeparam name="T">The answer of the rule: a small set with equality.</typeparam>
internal abstract class FlowFold<T>
{
    // The limits of values, above which the rule has no answer. With a cache, each value of the program is read once; a value that is read
    // for a call is read again for the next call.
    private const int MostValues = 2000;
    private const int MostRemembered = 100_000;

    /// <summary>The cache of the answers of one rule for the compilation; null if they are not cached.</summary>
    protected virtual ConcurrentDictionary<FlowValue, T>? Memory => null;

    /// <summary>The answer for a value that leads nowhere, or only to itself.</summary>
    protected abstract T None { get; }

    /// <summary>The answer for a value that is too large to follow.</summary>
    protected abstract T Unknown { get; }

    /// <summary>The combined answer for a value that leads to both.</summary>
    protected abstract T Join(T one, T other);

    /// <summary>The answer of the rule for one value, or the values to follow.</summary>
    protected abstract Reading<T> Read(FlowValue value, CancellationToken cancellationToken);

    /// <summary>The next values of a variable that many definitions reach.</summary>
    protected virtual IReadOnlyList<FlowValue> Held(FlowValue value, Reached seen) => VariableSteps.Listed(value, seen);

    /// <summary>The answer for a value.</summary>
    public T Of(FlowValue value, CancellationToken cancellationToken)
    {
        if (Memory?.TryGetValue(value, out var known) == true)
            return known!;
        var graph = new ValueGraph<T>(None);
        Gather(graph, value, cancellationToken);
        graph.Fold(Join, Unknown);
        if (Memory is { } memory)
        {
            foreach (var (each, answer) in graph.Answers)
                memory.TryAdd(each, answer);
        }

        return graph.Answer;
    }

    private void Gather(ValueGraph<T> graph, FlowValue root, CancellationToken cancellationToken)
    {
        var limit = Memory is null ? MostValues : MostRemembered;
        var ofCalls = 0;
        graph.Add(root);
        for (var i = 0; i < graph.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var value = graph[i];
            if (Memory?.TryGetValue(value, out var known) == true)
                graph.Set(i, Reading<T>.Is(known!));
            else if (i >= limit || (value.Call is not null && ++ofCalls > MostValues))
                graph.Set(i, Reading<T>.Is(Unknown));
            else
                graph.Set(i, value.Seen is { } seen ? Reading<T>.OneOf(Held(value, seen)) : Read(value, cancellationToken));
        }
    }
}
