using TokenTracking.Tests.Wire;

namespace TokenTracking.Wire.Check;

/// <summary>
/// What has to hold for a body however it arrives: any pieces give the same result, and a body that is cut is never complete.
/// </summary>
internal static class Passage
{
    private const int Cuts = 40;
    private const int Mutations = 60;

    public static IEnumerable<string> Check(byte[] body, in WireSource source, WireUsage whole)
    {
        var findings = new List<string>();
        foreach (var size in new[] { 1, 7, 61, 1000 })
        {
            if (Text(InPieces(body, size, in source)) != Text(whole))
                findings.Add($"in pieces of {size} bytes: {Text(InPieces(body, size, in source))} instead of {Text(whole)}");
        }

        var end = body.AsSpan().TrimEnd(" \r\n\t"u8).Length;
        for (var cut = 0; cut < Cuts; cut++)
        {
            var length = (int)((long)end * cut / Cuts);
            var part = UsageReader.Read(body.AsSpan(0, length), in source);
            if (part.Completeness is not (UsageCompleteness.Partial or UsageCompleteness.Missing)
                && !LacksOnlyDone(body, length, part, whole))
                findings.Add($"cut at {length} of {body.Length}: {Text(part)}");
        }

        foreach (var length in EventCuts.Of(body))
        {
            if (EventCuts.Wrong(body, length, in source, whole) is { } wrong)
                findings.Add($"after an event: {wrong}");
        }

        if (EventCuts.InventedZero(body, whole) is { } zero)
            findings.Add($"{zero} is 0 although the body holds no 0");
        var bare = new WireSource(ContentType: source.ContentType, Status: source.Status);
        var without = UsageReader.Read(body, in bare);
        foreach (var hint in Hints.All(source.ContentType))
        {
            if (Hints.Worse(without, UsageReader.Read(body, hint with { Status = source.Status })) is { } worse)
                findings.Add($"with {hint}: {worse}");
        }

        findings.AddRange(Mutated(body, in source));
        return findings;
    }

    // Cohere and Perplexity have an end mark of their own: what is missing may be OpenAI's mark alone.
    private static bool LacksOnlyDone(byte[] body, int length, WireUsage part, WireUsage whole)
        => (part.Dialect == "cohere.chat" || body.AsSpan(0, length).IndexOf("chat.completion.done"u8) >= 0)
            && body.AsSpan(length).Trim(" \r\n"u8) is var rest && "data: [DONE]"u8.EndsWith(rest) && part.Usage == whole.Usage;

    // Some bytes replaced by others, the same ones in each run: no exception may come of it.
    private static List<string> Mutated(byte[] body, in WireSource source)
    {
        var findings = new List<string>();
        var random = new Random(body.Length);
        for (var round = 0; round < Mutations && body.Length > 0; round++)
        {
            var copy = (byte[])body.Clone();
            for (var count = random.Next(1, 9); count > 0; count--)
                copy[random.Next(copy.Length)] = round % 2 == 0 ? (byte)random.Next(256) : "{}[]\",:\\0-\n"u8[random.Next(11)];
            try
            {
                UsageReader.Read(copy, in source);
            }
#pragma warning disable CA1031 // Any exception at all is what is looked for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                findings.Add($"mutated: {exception}");
            }
        }

        return findings;
    }

    private static WireUsage InPieces(byte[] body, int size, in WireSource source)
    {
        using var reader = new UsageReader(in source);
        for (var at = 0; at < body.Length; at += size)
            reader.Append(body.AsSpan(at, Math.Min(size, body.Length - at)));
        return reader.Complete();
    }

    private static string Text(WireUsage usage)
        => $"{usage with { Notes = [], Parts = [], Units = [] }} {string.Join(", ", usage.Parts)} "
            + $"{string.Join(", ", usage.Units)} {string.Join(", ", usage.Notes)}";
}
