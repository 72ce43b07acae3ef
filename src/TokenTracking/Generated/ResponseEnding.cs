using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <summary>What a result says of the end of its call, besides the usage.</summary>
internal sealed record ResponseEnding
{
    /// <summary>How the call ended.</summary>
    public CallEnding Ending { get; init; } = CallEnding.Success;

    /// <summary>The provider that the format of the body suggests; null if it suggests none.</summary>
    public string? Provider { get; init; }

    /// <summary>The body, if its bytes have yet to pass: the call ends with them. Null if all is read.</summary>
    public PassedBody? Body { get; init; }
}
