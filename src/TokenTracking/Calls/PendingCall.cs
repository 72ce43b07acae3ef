namespace TokenTracking.Calls;

/// <summary>What is known of a call before it is made.</summary>
public sealed record PendingCall
{
    /// <summary>What the call is for.</summary>
    public required string Operation { get; init; }

    /// <summary>The project that the call is attributed to; null if none is named.</summary>
    public string? Project { get; init; }

    /// <summary>The agent that the call is attributed to; null if none is named.</summary>
    public string? Agent { get; init; }

    /// <summary>The task that the call is attributed to; null if none is named.</summary>
    public string? Task { get; init; }

    /// <summary>The provider, by its OpenTelemetry name; null if unknown.</summary>
    public string? Provider { get; init; }

    /// <summary>The requested model; null if unknown.</summary>
    public string? RequestModel { get; init; }

    /// <summary>The requested service tier; null if unknown.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The requested output limit in tokens; null if unknown.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>The length of the texts to send, in UTF-16 code units; null if unknown.</summary>
    public long? InputCharacters { get; init; }

    /// <summary>Further context; null if there is none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
