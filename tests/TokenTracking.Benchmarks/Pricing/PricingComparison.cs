using System.Diagnostics;
using System.Globalization;

namespace TokenTracking.Benchmarks.Pricing;

/// <summary>The targets of the price book, turn by turn in one process, so that whatever slows the machine slows each contender. The best
/// round
/// counts: noise only ever adds.</summary>
internal static class PricingComparison
{
    private const int Rounds = 25;

    public static bool Run(TextWriter output)
    {
        var contenders = new PricingContenders();
        var lookups = Measure(200, contenders.PlainDictionary, contenders.Find, contenders.FindByModel, () => (int)contenders.GetCost());
        var loads = Measure(4, contenders.ParseJson, contenders.Load, contenders.LoadAll);
        var bytes = Allocated(() => contenders.Find()) + Allocated(() => contenders.FindByModel())
            + Allocated(() => (int)contenders.GetCost());
        var (find, byModel, load) = (lookups[1] / lookups[0], lookups[2] / lookups[0], loads[1] / loads[0]);
        Say($"Look-up of a model: dictionary {Each(lookups[0]):0.0} ns, price book {Each(lookups[1]):0.0} ns ({find:0.00}x, target 3x),");
        Say($"  by model alone {Each(lookups[2]):0.0} ns ({byModel:0.00}x), whole cost of a call {Each(lookups[3]):0} ns, {bytes} bytes");
        Say($"Load of the table: JsonDocument.Parse {loads[0] / 1e6:0.00} ms ({contenders.JsonBytes} bytes),");
        Say($"  table {loads[1] / 1e6:0.00} ms ({load:0.00}x, target 2x),");
        Say($"  with every row {loads[2] / 1e6:0.00} ms ({loads[2] / loads[0]:0.00}x; {contenders.TableBytes} bytes)");
        return find <= 3 && byModel <= 3 && load < 2 && bytes == 0;

        double Each(double nanoseconds) => nanoseconds / contenders.Names;

        void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static double[] Measure(int repeats, params Func<int>[] contenders)
    {
        var best = new double[contenders.Length];
        Array.Fill(best, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                for (var repeat = 0; repeat < repeats; repeat++)
                    contenders[i]();
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(start).TotalNanoseconds / repeats);
            }
        }

        return best;
    }

    private static long Allocated(Func<int> contender)
    {
        contender();
        var before = GC.GetAllocatedBytesForCurrentThread();
        contender();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
