namespace TokenTracking.Calls;

/// <summary>
/// The frame of the innermost call that is under way in the current flow of asynchronous code. It is written only in a process in which
/// several layers may see the same call; everywhere else a call costs the test of one static field.
/// </summary>
internal static class CallFlow
{
    private static readonly AsyncLocal<CallFrame?> Flowing = new();
    private static bool _isAsked;

    /// <summary>True if calls have to find out whether another layer records them; otherwise, false. Once true, it stays true: a layer
    /// that is gone now may come back within the next call.</summary>
    public static bool IsAsked => Volatile.Read(ref _isAsked);

    /// <summary>The frame of the innermost call that has not ended; null if there is none.</summary>
    public static CallFrame? Current => IsAsked ? CallFrame.UnderWay(Flowing.Value) : null;

    /// <summary>A layer exists, or may come to exist, that sees calls which another one sees too.</summary>
    public static void Ask()
    {
        if (IsAsked)
            return;
        Volatile.Write(ref _isAsked, true);
        CallSteps.Need();
    }

    public static bool IsIn(CallFrame frame) => ReferenceEquals(Flowing.Value, frame);

    public static void Set(CallFrame? frame) => Flowing.Value = frame;
}
