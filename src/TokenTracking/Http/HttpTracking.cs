namespace TokenTracking.Http;

/// <summary>What the attempts of a handler share: where records go, what is known of the client, and the counts of its requests.</summary>
internal sealed class HttpTracking(TrackerSource tracker)
{
    public TrackerSource Tracker { get; } = tracker;

    public RequestCounter Counter { get; } = new(tracker);

    public string? Provider { get; set; }

    public string? Project { get; set; }
}
