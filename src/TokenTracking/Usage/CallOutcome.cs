namespace TokenTracking;

/// <summary>How a call ended.</summary>
public enum CallOutcome
{
    /// <summary>The provider answered to the end.</summary>
    Succeeded = 0,

    /// <summary>The call ended in an error: transport, status, or an error inside the answer.</summary>
    Failed = 1,

    /// <summary>The caller cancelled it.</summary>
    Cancelled = 2,

    /// <summary>A stream that was begun and not read to the end.</summary>
    Abandoned = 3,
}
