using System.Diagnostics;
using TokenTracking.Attribution;

namespace TokenTracking;

/// <summary>
/// Attributes the calls within it to a project, an agent and a task. Flows with async code and nests: an inner scope overrides what it
/// names and inherits the rest.
/// </summary>
/// <example><code>using var scope = TrackingScope.Begin(project: "proj_123", agent: "analyzer");</code></example>
public sealed class TrackingScope : IDisposable
{
    private static readonly AsyncLocal<TrackingScope?> Flowing = new();

    private static bool _isUsed;

    private readonly TrackingScope? _outer;
    private readonly CallMetadata? _metadata;
    private volatile bool _ended;

    private TrackingScope(
        TrackingScope? outer, string? project, string? agent, string? task, string? operation,
        IReadOnlyDictionary<string, string>? metadata)
    {
        _outer = outer;
        Project = project ?? outer?.Project;
        Agent = agent ?? outer?.Agent;
        Task = task ?? outer?.Task;
        Operation = operation ?? outer?.Operation;
        _metadata = Merge(outer?._metadata, metadata);
    }

    /// <summary>The innermost scope that has not ended; null outside of any.</summary>
    public static TrackingScope? Current
    {
        get
        {
            // A program without scopes does not pay for them: what flows with async code is looked up at every call.
            if (!Volatile.Read(ref _isUsed))
                return null;
            var scope = Flowing.Value;
            // A scope that another branch of async code ended still flows here: look past it.
            while (scope is { _ended: true })
                scope = scope._outer;
            return scope;
        }
    }

    /// <summary>The project that pays; null if no scope named one.</summary>
    public string? Project { get; }

    /// <summary>The agent that makes the calls; null if no scope named one.</summary>
    public string? Agent { get; }

    /// <summary>The task they are made for; null if no scope named one.</summary>
    public string? Task { get; }

    /// <summary>The operation name that replaces the tracked member's own; null if no scope named one.</summary>
    public string? Operation { get; }

    /// <summary>Further context, copied when the scope began; an inner scope's entries take precedence over an outer's. Null for
    /// none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata => _metadata;

    /// <summary>Begins a scope inside the current one. What is null here is inherited.</summary>
    /// <param name="project">The project that pays.</param>
    /// <param name="agent">The agent that makes the calls.</param>
    /// <param name="task">The task they are made for.</param>
    /// <param name="operation">An operation name instead of the tracked member's own.</param>
    /// <param name="metadata">Further context. Never put a prompt or a key here: it is stored.</param>
    /// <returns>The scope; dispose of it to end it.</returns>
    public static TrackingScope Begin(
        string? project = null, string? agent = null, string? task = null, string? operation = null,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        var scope = new TrackingScope(Current, project, agent, task, operation, metadata);
        Volatile.Write(ref _isUsed, true);
        Flowing.Value = scope;
        return scope;
    }

    /// <summary>Ends the scope: later calls are attributed to the scope around it.</summary>
    public void Dispose()
    {
        _ended = true;
        if (ReferenceEquals(Flowing.Value, this))
            Flowing.Value = Current;
    }

    private static CallMetadata? Merge(CallMetadata? outer, IReadOnlyDictionary<string, string>? inner)
    {
        var own = CallMetadata.Of(inner, out var failure);
        if (failure is not null && own is null)
            Trace.TraceWarning("The metadata of a tracking scope could not be read; the scope adds none: {0}", failure);
        if (outer is null || own is null)
            return own ?? outer;
        var merged = new CallMetadata(outer);
        foreach (var (key, value) in own)
            merged[key] = value;
        return merged;
    }
}
