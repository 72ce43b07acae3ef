using System.Reflection;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>What one slot of a recording inner object is to answer, and what was called meanwhile.</summary>
/// <param name="slot">The slot as the interface declares it; a generic method by its definition.</param>
internal sealed class Script(MethodInfo slot)
{
    [ThreadStatic]
    private static Script? _running;

    private readonly List<RecordedCall> _calls = [];

    /// <summary>The script that runs on this thread; null while objects are only made.</summary>
    public static Script? Running => _running;

    /// <summary>What the slot returns.</summary>
    public object? Result { get; init; }

    /// <summary>What the slot throws instead; null for nothing.</summary>
    public Exception? Exception { get; init; }

    /// <summary>What the slot writes into its parameters that are passed by reference; null for every other.</summary>
    public object?[] Written { get; init; } = [];

    /// <summary>The calls of the slot.</summary>
    public IReadOnlyList<RecordedCall> Calls => _calls;

    /// <summary>Calls of other slots: a decorator reads what the client says of itself, and asks nothing else.</summary>
    public List<MethodInfo> Others { get; } = [];

    /// <summary>Runs a call under this script.</summary>
    public TResult Run<TResult>(Func<TResult> call)
    {
        _running = this;
        try
        {
            return call();
        }
        finally
        {
            _running = null;
        }
    }

    /// <summary>What an inner object's slot reports.</summary>
    /// <returns>What it is to return.</returns>
    public object? Enter(object? inner, MethodInfo called, object?[] arguments)
    {
        if (called != slot)
        {
            Others.Add(called);
            return null;
        }

        _calls.Add(new RecordedCall(inner, [.. arguments]));
        if (Exception is not null)
            throw Exception;
        for (var i = 0; i < Written.Length; i++)
            arguments[i] = Written[i] ?? arguments[i];
        return Result;
    }
}

/// <summary>A call that reached an inner object.</summary>
/// <param name="Inner">The object; null for a static member.</param>
/// <param name="Arguments">What it was given; null for an out parameter.</param>
internal sealed record RecordedCall(object? Inner, object?[] Arguments);
