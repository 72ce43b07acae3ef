using System.Collections.Concurrent;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// What a rule wants to know of a value, from all values or places that the value leads to. They are gathered by a worklist into a graph in
/// which each stands once, then the graph is folded: what leads to itself ends, and nothing is read twice.
/// </summary>
/// <typeparam name="T">What the rule wants to know: a small set with an equality.</typeparam>
internal abstract class FlowFold<T>
{
    /// <summary>Of what is larger, the rule knows nothing.</summary>
    protected virtual int MostValues => 2000;

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

    /// <summary>The answer for a value.</summary>
    public T Of(FlowValue value, CancellationToken cancellationToken)
    {
        if (Memory?.TryGetValue(value, out var known) == true)
            return known!;
        var graph = new ValueGraph<T>(None);
        var isWhole = Gather(graph, value, cancellationToken);
        var isStable = graph.Fold(Join, Unknown);
        if (Memory is { } memory)
        {
            foreach (var (each, answer) in isWhole && isStable ? graph.Answers : [(value, graph.Answer)])
                memory[each] = answer;
        }

        return graph.Answer;
    }

    // False if there were too many values.
    private bool Gather(ValueGraph<T> graph, FlowValue root, CancellationToken cancellationToken)
    {
        graph.Add(root);
        for (var i = 0; i < graph.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (graph.Count > MostValues)
            {
                for (; i < graph.Count; i++)
                    graph.Set(i, Reading<T>.Is(Unknown));
                return false;
            }

            var value = graph[i];
            graph.Set(i, Memory?.TryGetValue(value, out var known) == true ? Reading<T>.Is(known!) : Read(value, cancellationToken));
        }

        return true;
    }
}
