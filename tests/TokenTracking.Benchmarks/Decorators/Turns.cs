using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>What one call of a contender costs.</summary>
internal readonly record struct Cost(double Nanoseconds, double Bytes);

/// <summary>Measures contenders turn by turn, so that whatever slows the machine slows each of them; of many short rounds the quickest
/// counts,
/// since noise only ever adds.</summary>
internal static class Turns
{
    private const int Rounds = 1000;

    // Until the compiler has made its last version of everything; it does so in the background.
    private const int WarmRounds = 200;

    // The stack's place within a cache line, which differs from process to process, decides over 10 ns of a call: a vector store across two
    // lines holds up the load after it. Each contender is measured at each place.
    private const int Places = 4;
    private const int PlaceBytes = 16;

    public static Cost[] Of(Action[] contenders, int calls)
    {
        var best = new Cost[contenders.Length];
        Array.Fill(best, new Cost(double.MaxValue, double.MaxValue));
        for (var round = -WarmRounds; round < Rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var cost = Measure(contenders[i], calls, (round & (Places - 1)) * PlaceBytes);
                if (round >= 0)
                    best[i] = new Cost(Math.Min(best[i].Nanoseconds, cost.Nanoseconds), Math.Min(best[i].Bytes, cost.Bytes));
            }
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cost Measure(Action contender, int calls, int place)
    {
        Span<byte> moved = stackalloc byte[place];
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var made = 0; made < calls; made++)
            contender();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return new Cost(elapsed / calls, (double)(bytes + moved.Length - place) / calls);
    }
}
