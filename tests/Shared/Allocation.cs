namespace TokenTracking.Testing;

/// <summary>What a piece of code allocates.</summary>
internal static class Allocation
{
    private const int Rounds = 10;

    /// <summary>The bytes that one round allocates on this thread, once it is warm.</summary>
    /// <remarks>The least of several rounds: where another thread's collection falls into a round, the rest of this thread's allocation
    /// buffer is counted as used. What the code itself allocates, it allocates in every round.</remarks>
    public static long Of(Action round)
    {
        round();
        var least = long.MaxValue;
        for (var i = 0; i < Rounds && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
