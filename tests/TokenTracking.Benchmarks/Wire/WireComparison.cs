using System.Globalization;
using System.Diagnostics;

namespace TokenTracking.Benchmarks.Wire;

/// <summary>
/// All contenders over all bodies, turn by turn in one process, so that whatever slows the machine slows each of them. The best round
/// counts: noise only ever adds.
/// </summary>
internal static class WireComparison
{
    // Rounds of a small body take a millisecond: on a busy machine it needs more of them for an undisturbed one to be among them.
    private const int Rounds = 9;
    private const int RoundsOfSmall = 90;

    public static bool Run(TextWriter output)
    {
        var allMet = true;
        output.WriteLine(
            $"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} "
            + $"GB, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}");
        output.WriteLine("| body | size | ours, µs | MB/s | JsonDocument | official SDK | allocated, B |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var sse in new[] { false, true })
        {
            foreach (var api in Enum.GetValues<Api>())
            {
                foreach (var filling in Enum.GetValues<Filling>())
                {
                    foreach (var size in new[] { 1_000, 100_000, 10_000_000 })
                        allMet &= Compare(output, api, filling, size, sse);
                }
            }
        }

        output.WriteLine(allMet ? "all targets met" : "TARGETS MISSED: see the lines marked with !");
        return allMet;
    }

    private static bool Compare(TextWriter output, Api api, Filling filling, int size, bool sse)
    {
        var body = sse ? WireBodies.Stream(api, filling, size) : WireBodies.Plain(api, filling, size);
        Func<long>[] contenders = sse
            ? [() => WireContenders.Ours(body), () => WireContenders.DocumentOfEach(api, body), () => WireContenders.SdkOfEach(api, body)]
            : [() => WireContenders.Ours(body), () => WireContenders.Document(api, body), () => WireContenders.Sdk(api, body)];
        foreach (var contender in contenders)
        {
            if (contender() <= 0)
                throw new InvalidOperationException($"A contender found no usage in {api} {filling} {size} sse={sse}.");
        }

        Warm(contenders, TimeSpan.FromMilliseconds(size == 1_000 ? 1500 : 50));
        var calls = Math.Max(1, 20_000_000 / (body.Length + 20_000));
        var best = new[] { double.MaxValue, double.MaxValue, double.MaxValue };
        for (var round = -1; round < (size == 1_000 ? RoundsOfSmall : Rounds); round++)
        {
            for (var index = 0; index < contenders.Length; index++)
            {
                var time = Time(contenders[index], calls);
                if (round >= 0)
                    best[index] = Math.Min(best[index], time);
            }
        }

        var allocated = Allocated(contenders[0]);
        double document = best[1] / best[0], sdk = best[2] / best[0];
        var needed = size < 100_000 ? 0 : filling == Filling.OneString ? 1.0 : 1.5;
        var met = sdk >= 3 && document >= needed;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {api} {filling}{(sse ? " SSE" : "")}{(met ? "" : " !")} | {body.Length:N0} | {best[0]:N1} | {body.Length / best[0]:N0} "
            + $"| {document:N1}x | {sdk:N1}x | {allocated} |"));
        return met;
    }

    // Until the runtime has compiled each of them for good: on a busy machine it takes its time for that.
    private static void Warm(Func<long>[] contenders, TimeSpan leastTime)
    {
        foreach (var contender in contenders)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < 40 || Stopwatch.GetElapsedTime(start) < leastTime; call++)
            {
                contender();
                if (Stopwatch.GetElapsedTime(start) > leastTime + TimeSpan.FromSeconds(2))
                    break;
            }
        }
    }

    private static double Time(Func<long> contender, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
            contender();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
    }

    private static long Allocated(Func<long> contender)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        contender();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
