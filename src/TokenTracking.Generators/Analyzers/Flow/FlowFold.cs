using System.Collections.Concurrent;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// What a rule wants to know of a value, from all values or places that the value leads to. They are gathered by a worklist into a graph in
/// which each stands once, then the graph is folded: what leads to itself ends, and nothing is read twice.
/// </summary>
/// <typeparam name="T">What the rule wants to know: a small set with an equality.</typeparam>
internal abstract class FlowFold<T>
{
    // Of what is larger, the rule knows nothing. With a memory each value of the program is read once, whichever leads to it; what is read
    // for a call is read again for the next one.
    private const int MostValues = 2000;
    private const int MostRemembered = 100_000;

    /// <summary>Where the answers of one rule are kept for the compilation; null if they are not.</summary>
    protected virtual ConcurrentDictionary<FlowValue, T>? Memory => null;

    /// <summary>The answer for what leads nowhere, or only to itself.</summary>
    protected abstract T None { get; }

    /// <summary>The answer for a value that is too large to follow.</summary>
    protected abstract T Unknown { get; }

    /// <summary>The answer for a value that leads to the one and the other.</summary>
    protected abstract T Join(T one, T other);

    /// <summary>What the rule says of one value, and which others it leads to.</summary>
    protected abstract Reading<T> Read(FlowValue value, CancellationToken cancellationToken);

    /// <summary>What a variable may hold where many of its definitions are seen: the next of them.</summary>
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
