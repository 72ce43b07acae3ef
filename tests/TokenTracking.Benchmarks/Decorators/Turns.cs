using System.Diagnostics;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>What one call of a contender costs.</summary>
internal readonly record struct Cost(double Nanoseconds, double Bytes);

/// <summary>Measures contenders turn by turn, so that whatever slows the machine slows each of them; of many short rounds the quickest counts,
/// since noise only ever adds.</summary>
internal static class Turns
{
    private const int Rounds = 1000;

    // Until the compiler has made its last version of everything; it does so in the background.
    private const int WarmRounds = 200;

    public static Cost[] Of(Action[] contenders, int calls)
    {
        var best = new Cost[contenders.Length];
        Array.Fill(best, new Cost(double.MaxValue, double.MaxValue));
        for (var round = -WarmRounds; round < Rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var contender = contenders[i];
                var bytes = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                for (var made = 0; made < calls; made++)
                    contender();
                var elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
                bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
                if (round >= 0)
                    best[i] = new Cost(Math.Min(best[i].Nanoseconds, elapsed), Math.Min(best[i].Bytes, (double)bytes / calls));
            }
        }

        return best;
    }
}
