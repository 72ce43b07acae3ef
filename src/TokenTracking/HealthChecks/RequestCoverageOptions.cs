namespace TokenTracking.HealthChecks;

/// <summary>When the health check reports that requests to LLMs have no record.</summary>
public sealed class RequestCoverageOptions
{
    /// <summary>The share of requests that must have a record, in percent: 0 to 100. 100 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 100.</exception>
    public double MinimumPercentage
    {
        get;
        set
        {
            if (value is not (>= 0 and <= 100))
                throw new ArgumentOutOfRangeException(nameof(value), value, "The minimum must be between 0 and 100 percent.");
            field = value;
        }
    } = 100;

    /// <summary>How many requests without a record are tolerated at any share, so that a single one does not raise an alarm. 0 by
    /// default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long ToleratedRequests
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }
}
