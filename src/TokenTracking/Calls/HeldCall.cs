namespace TokenTracking.Calls;

/// <summary>A call that has ended without usage, kept until it is certain that no other layer saw its usage.</summary>
internal sealed class HeldCall
{
    private readonly ITokenTracker _tracker;
    private readonly FinishedFacts _call;

    public HeldCall(in FinishedCall call, ITokenTracker tracker)
    {
        _tracker = tracker;
        _call = call.Copy();
    }

    public CallOutcome Outcome => _call.Ending.Outcome;

    /// <summary>Called when the call is recorded; null if no request of it was seen.</summary>
    public Action? CountRecord { get; set; }

    public void Record()
    {
        new FinishedCall(in _call).RecordWith(_tracker);
        CountRecord?.Invoke();
    }
}
