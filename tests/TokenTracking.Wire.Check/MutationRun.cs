using System.Diagnostics;

namespace TokenTracking.Wire.Check;

/// <summary>Reads changed bodies, the same ones in each run: none may throw, take long or keep memory.</summary>
internal static class MutationRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    public static int Execute((string Id, byte[] Body, WireSource Source)[] rows, int count)
    {
        var random = new Random(17);
        int thrown = 0, slow = 0;
        var slowest = TimeSpan.Zero;
        long before = 0;
        for (var round = 0; round < count; round++)
        {
            var (id, body, source) = rows[round % rows.Length];
            var changed = Change(body, random);
            // The pause of a busy machine is no hang: what takes long once has to take long again.
            var took = Read(id, changed, in source, ref thrown);
            if (took > Longest)
                took = Read(id, changed, in source, ref thrown);
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
        Console.WriteLine($"{count} changed bodies of {rows.Length}: {thrown} exceptions, {slow} above {Longest.TotalMilliseconds} ms, "
            + $"slowest {slowest.TotalMilliseconds:0.0} ms, memory {grown / 1024} KB more than after a tenth");
        return thrown + slow == 0 && grown < 4_000_000 ? 0 : 1;
    }

    private static TimeSpan Read(string id, byte[] body, in WireSource source, ref int thrown)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            UsageReader.Read(body, in source);
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

    // Bytes replaced, a piece removed, a piece repeated, or a number made extreme.
    private static byte[] Change(byte[] body, Random random)
    {
        if (body.Length == 0)
            return [(byte)random.Next(256)];
        var (from, length) = (random.Next(body.Length), random.Next(1, 64));
        var to = Math.Min(from + length, body.Length);
        switch (random.Next(4))
        {
            case 0:
                return [.. body.AsSpan(0, from), .. body.AsSpan(to)];
            case 1:
                return [.. body.AsSpan(0, to), .. body.AsSpan(from)];
            case 2 when body.AsSpan(from).IndexOfAnyInRange((byte)'0', (byte)'9') is >= 0 and var digit:
                ReadOnlySpan<byte> extreme = random.Next(4) switch
                {
                    0 => "-1"u8,
                    1 => "99999999999999999999"u8,
                    2 => "1e400"u8,
                    _ => "0.5"u8,
                };
                return [.. body.AsSpan(0, from + digit), .. extreme, .. body.AsSpan(from + digit + 1)];
            default:
                var copy = (byte[])body.Clone();
                for (var left = random.Next(1, 9); left > 0; left--)
                    copy[random.Next(copy.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : "{}[]\",:\\0-\n"u8[random.Next(11)];
                return copy;
        }
    }
}
