using System.Globalization;
using TokenTracking.Wire;

namespace TokenTracking.Providers;

/// <summary>A provider refused a request, failed, or answered with something that is not its format. The message names the provider, the
/// status and the provider's own words; it never holds a key.</summary>
public sealed class LlmProviderException : Exception, IReportsUsage
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

    /// <summary>The provider's OpenTelemetry name; null if unknown.</summary>
    public string? Provider { get; init; }

    /// <summary>The HTTP status (429, 500 …); null if none arrived, or where an error came inside a 200 answer.</summary>
    public int? Status { get; init; }

    /// <summary>The provider's own code for the error (<c>overloaded_error</c>, <c>rate_limit_exceeded</c>); null if it gave
    /// none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>How long the provider asks to wait before another try; null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the provider reported it used before the call failed, in an error's body or in the part of a stream that arrived;
    /// <see cref="TokenUsage.Unknown"/> where it reported nothing.</summary>
    public TokenUsage Usage => Reported?.Usage ?? TokenUsage.Unknown;

    /// <summary>What the bytes of the failed response said; null if none arrived.</summary>
    internal WireUsage? Reported { get; init; }

    ResponseFacts? IReportsUsage.Reported => Reported?.Facts;

    string? IReportsUsage.ErrorType => Status is { } status ? status.ToString(CultureInfo.InvariantCulture) : Reported?.ErrorType;

    /// <summary>What kind of failure it is; follows from <see cref="Status"/> where it is not set.</summary>
    public LlmFailure Failure
    {
        get => field == LlmFailure.Unknown ? OfStatus(Status) : field;
        init;
    }

    internal static LlmFailure OfStatus(int? status) => status switch
    {
        401 or 403 or 404 => LlmFailure.Configuration,
        429 => LlmFailure.RateLimited,
        408 or >= 500 => LlmFailure.Server,
        >= 400 => LlmFailure.Request,
        // The shared client follows no redirects, so that a key is only sent to the configured address.
        >= 300 => LlmFailure.Configuration,
        _ => LlmFailure.Unknown,
    };
}
