namespace TokenTracking.Tests.Wire;

/// <summary>Changes a body: bytes replaced, a piece removed or repeated, a number made extreme, or brackets without an end.</summary>
internal static class BodyMutation
{
    private static readonly string[] Numbers =
    [
        "-1", "99999999999999999999", "1e400", "0.5", "1e15", "1000000000000001", "79228162514264337593543950335", "NaN",
        "\"7\"", "{}", "[]", "null",
    ];

    public static byte[] Change(byte[] body, Random random)
    {
        if (body.Length == 0)
            return [(byte)random.Next(256)];
        var (from, length) = (random.Next(body.Length), random.Next(1, 64));
        var to = Math.Min(from + length, body.Length);
        switch (random.Next(5))
        {
            case 0:
                return [.. body.AsSpan(0, from), .. body.AsSpan(to)];
            case 1:
                return [.. body.AsSpan(0, to), .. body.AsSpan(from)];
            case 2 when body.AsSpan(from).IndexOfAnyInRange((byte)'0', (byte)'9') is >= 0 and var digit:
                return [.. body.AsSpan(0, from + digit), .. Bodies.Utf8(Numbers[random.Next(Numbers.Length)]),
                    .. body.AsSpan(from + digit + 1)];
            case 3:
                return [.. body.AsSpan(0, from), .. Bodies.Utf8(new string(random.Next(2) == 0 ? '[' : '{', length)), .. body.AsSpan(from)];
            default:
                var copy = (byte[])body.Clone();
                for (var left = random.Next(1, 9); left > 0; left--)
                    copy[random.Next(copy.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : "{}[]\",:\\0-\n"u8[random.Next(11)];
                return copy;
        }
    }
}
