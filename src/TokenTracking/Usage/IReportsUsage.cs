namespace TokenTracking;

/// <summary>An exception that knows what a failed call used: in an error's body, or in the part of a stream that arrived.</summary>
/// <remarks>Implement it on an exception of your own, and the record of the failed call carries what it reports.</remarks>
public interface IReportsUsage
{
    /// <summary>What the provider reported before the call failed; null if it reported nothing.</summary>
    ResponseFacts? Reported { get; }

    /// <summary>The type of the error as a record shows it, such as an HTTP status or a provider's error code; null for the exception's
    /// type name.</summary>
    string? ErrorType { get; }
}
