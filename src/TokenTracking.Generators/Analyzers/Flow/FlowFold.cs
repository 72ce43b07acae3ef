using System.Collections.Concurrent;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// What a rule determines about a value, from all values or places that it leads to. A worklist collects them in a graph that contains each
/// of them once. Then the graph is folded, so that cycles terminate and nothing is read twice.
/// </summary>
/// <typeparam name="T">The answer of the rule: a small set with equality.</typeparam>
internal abstract class FlowFold<T>
{
    /// <summary>The limit of values, above which the rule has no answer.</summary>
    protected virtual int MostValues => 2000;

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
