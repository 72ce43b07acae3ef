using System.Diagnostics;
using TokenTracking.Tests.Wire;

namespace TokenTracking.Wire.Check;

/// <summary>Reads changed bodies, the same ones in each run: none may throw, take long or keep memory.</summary>
internal static class MutationRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    // Whole, and in the pieces that a network makes of it.
    private static readonly int[] PieceSizes = [0, 1, 7, 61, 1000];

    public static int Execute((string Id, byte[] Body, WireSource Source)[] rows, int count)
    {
        var random = new Random(17);
        int thrown = 0, slow = 0;
        var slowest = TimeSpan.Zero;
        long before = 0;
        for (var round = 0; round < count; round++)
        {
            var (id, body, source) = rows[round % rows.Length];
            var changed = BodyMutation.Change(body, random);
            var size = PieceSizes[random.Next(PieceSizes.Length)];
            // The pause of a busy machine is no hang: what takes long once has to take long again.
            var took = Read(id, changed, size, in source, ref thrown);
            if (took > Longest)
                took = Read(id, changed, size, in source, ref thrown);
            slowest = took > slowest ? took : slowest;
            if (took > Longest)
            {
                slow++;
                Console.WriteLine($"SLOW {id}: {took.TotalMilliseconds:0} ms");
            }

            if (round == count / 10)
                before = GC.GetTotalMemory(forceFullCollection: true);
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine($"{count} changed bodies of {rows.Length}, whole and in pieces: {thrown} exceptions, "
            + $"{slow} above {Longest.TotalMilliseconds} ms, "
            + $"slowest {slowest.TotalMilliseconds:0.0} ms, memory {grown / 1024} KB more than after a tenth");
        return thrown + slow == 0 && grown < 4_000_000 ? 0 : 1;
    }

    private static TimeSpan Read(string id, byte[] body, int size, in WireSource source, ref int thrown)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            Framings.Read(body, size, in source);
        }
#pragma warning disable CA1031 // Any exception at all is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            thrown++;
            Console.WriteLine($"THROWS {id}: {exception}");
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
