namespace TokenTracking.Providers;

/// <summary>A provider refused a request, failed, or answered with something that is not its format. The message names the provider, the
/// status and the provider's own words; it never holds a key.</summary>
public sealed class LlmProviderException : Exception
{
    /// <summary>Creates the exception.</summary>
    public LlmProviderException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Who failed, how, and what to do.</param>
    public LlmProviderException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Who failed, how, and what to do.</param>
    /// <param name="innerException">What lies under it.</param>
    public LlmProviderException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The provider's OpenTelemetry name; null where unknown.</summary>
    public string? Provider { get; init; }

    /// <summary>The HTTP status (429, 500 …); null where none arrived.</summary>
    public int? Status { get; init; }
}
