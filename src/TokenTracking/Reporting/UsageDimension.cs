namespace TokenTracking;

/// <summary>What a report can be broken down by.</summary>
public enum UsageDimension
{
    /// <summary>The project that paid.</summary>
    Project,

    /// <summary>What the call was for.</summary>
    Operation,

    /// <summary>The model that answered, else the one asked for.</summary>
    Model,

    /// <summary>Who was asked.</summary>
    Provider,

    /// <summary>The agent that made the call.</summary>
    Agent,

    /// <summary>The task it was made for.</summary>
    Task,

    /// <summary>The calendar day (<c>2026-11-22</c>) in the query's time zone.</summary>
    Day,

    /// <summary>The calendar month (<c>2026-11</c>) in the query's time zone.</summary>
    Month,
}
