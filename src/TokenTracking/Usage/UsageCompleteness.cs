namespace TokenTracking;

/// <summary>How far the counts of a record can be trusted.</summary>
public enum UsageCompleteness
{
    /// <summary>The provider reported the usage of the whole call, and its figures agree with each other.</summary>
    Complete = 0,

    /// <summary>The provider reported usage, but the call ended before the last figure could arrive.</summary>
    Partial = 1,

    /// <summary>The figures contradict each other, or an estimator made them.</summary>
    Estimated = 2,

    /// <summary>No usage arrived. The counts are unknown: never a zero.</summary>
    Missing = 3,
}
