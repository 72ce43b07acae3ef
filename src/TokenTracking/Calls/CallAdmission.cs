namespace TokenTracking.Calls;

/// <summary>Switches the step before each tracked call on.</summary>
/// <remarks>One flag for the process and not one for each tracker: a call whose tracker admits nothing must not cost more than a test of
/// it.</remarks>
public static class CallAdmission
{
    private static bool _isRequired;

    /// <summary>True if generated decorators ask trackers before each call; otherwise, false.</summary>
    public static bool IsRequired => _isRequired;

    /// <summary>Makes generated decorators ask every tracker that implements <see cref="ICallAdmission"/>, from now on until the process
    /// ends.</summary>
    public static void Require()
    {
        Volatile.Write(ref _isRequired, true);
        CallSteps.Need();
    }
}
