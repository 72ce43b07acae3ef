namespace TokenTracking.Storage;

/// <summary>How many requests a process sent to one LLM endpoint, and how many of them have a record.</summary>
public sealed record RequestCount
{
    /// <summary>The name of the client in the HTTP client factory; null if it has none.</summary>
    public string? Client { get; init; }

    /// <summary>The host, with its port unless it is the default port of the scheme.</summary>
    public required string Host { get; init; }

    /// <summary>The path, with <c>*</c> in place of every segment that may name a model, an account or a person.</summary>
    public required string Path { get; init; }

    /// <summary>True if requests to this path are known to be billed; false for other paths of an LLM host, which need no
    /// record.</summary>
    public bool IsKnownToBill { get; init; }

    /// <summary>Requests that were sent.</summary>
    public long Sent { get; init; }

    /// <summary>Requests that got a response, including error responses.</summary>
    public long Answered { get; init; }

    /// <summary>Requests that ended without a response: no connection, a time limit, canceled.</summary>
    public long Failed { get; init; }

    /// <summary>Records that were made of them, by the handler or by a layer above it.</summary>
    public long Recorded { get; init; }

    /// <summary>Requests that are part of a call which is recorded with another request: failed attempts that were repeated.</summary>
    public long Repeated { get; init; }

    /// <summary>Requests that ended without a record.</summary>
    public long Unrecorded { get; init; }

    /// <summary>Requests whose response has neither been read to its end nor been disposed of.</summary>
    public long Open => IsKnownToBill ? Math.Max(0, Sent - Recorded - Repeated - Unrecorded) : 0;
}
