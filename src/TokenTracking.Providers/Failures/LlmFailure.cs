namespace TokenTracking.Providers;

/// <summary>The kind of failure that an <see cref="LlmProviderException"/> reports. It determines whether a retry or another provider
/// can succeed.</summary>
public enum LlmFailure
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>The provider is not set up for this call: no key, a refused key, a model or address that it does not have (401, 403, 404),
    /// a redirect, or a response from another host. Another provider may serve.</summary>
    Configuration = 1,

    /// <summary>The request itself is at fault (400, 413, 422). Every provider would refuse it.</summary>
    Request = 2,

    /// <summary>A rate limit or quota is used up (429). See <see cref="LlmProviderException.RetryAfter"/>.</summary>
    RateLimited = 3,

    /// <summary>The provider failed or is overloaded (408, 5xx, an error event inside a stream).</summary>
    Server = 4,

    /// <summary>No whole answer came through: no connection, a timeout, a connection that was cut.</summary>
    Transport = 5,

    /// <summary>The answer is not the provider's format.</summary>
    Format = 6,
}
