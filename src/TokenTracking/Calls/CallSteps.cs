namespace TokenTracking.Calls;

/// <summary>Whether a call takes more than its measure and its record: one test for all of it.</summary>
internal static class CallSteps
{
    private static bool _areNeeded;

    /// <summary>True if calls have to be admitted (<see cref="CallAdmission"/>), or find out about other layers
    /// (<see cref="CallFlow"/>); otherwise, false.</summary>
    public static bool AreNeeded => _areNeeded;

    /// <summary>Makes every call, from now on, take them.</summary>
    public static void Need() => Volatile.Write(ref _areNeeded, true);
}
