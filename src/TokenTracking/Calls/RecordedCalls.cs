namespace TokenTracking.Calls;

/// <summary>The calls that were recorded below a frame: one, nearly always.</summary>
/// <param name="call">The latest.</param>
/// <param name="earlier">Those before it; null for none.</param>
internal sealed class RecordedCalls(in RecordedCall call, RecordedCalls? earlier)
{
    private readonly RecordedCall _call = call;
    private readonly RecordedCalls? _earlier = earlier;

    /// <summary>True if one of some calls may be the given one; otherwise, false.</summary>
    public static bool Have(RecordedCalls? calls, in RecordedCall call)
    {
        for (; calls is not null; calls = calls._earlier)
        {
            if (calls._call.IsSameAs(in call))
                return true;
        }

        return false;
    }
}
