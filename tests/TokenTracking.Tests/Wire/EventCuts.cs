using System.Buffers.Binary;
using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

/// <summary>A stream that is cut after each of its events.</summary>
internal static class EventCuts
{
    /// <summary>The lengths after which an event of the body has ended, without the end of the body itself.</summary>
    public static IEnumerable<int> Of(byte[] body)
    {
        if (body.Length == 0 || body[0] is (byte)'{' or (byte)'[')
            return Lines(body);
        return body[0] == 0 ? Frames(body) : Events(body);
    }

    /// <summary>What is wrong with a reading of the beginning of a body; null if nothing.</summary>
    public static string? Wrong(byte[] body, int length, in WireSource source, WireUsage whole)
    {
        var part = UsageReader.Read(body.AsSpan(0, length), in source);
        if (part.Completeness == UsageCompleteness.Complete && !OnlyMarksFollow(body, length, part, whole))
            return $"complete although cut at {length} of {body.Length}";
        return InventedZero(body.AsSpan(0, length), part) is { } zero ? $"{zero} is 0 in {length} bytes that hold no 0" : null;
    }

    /// <summary>The name of a count that is 0 although no 0 stands in the body; null if there is none.</summary>
    public static string? InventedZero(ReadOnlySpan<byte> body, WireUsage usage)
    {
        var text = System.Text.Encoding.Latin1.GetString(body).Replace(" ", "", StringComparison.Ordinal);
        // A base64 payload shows no digit as it is.
        if (text.Contains(":0", StringComparison.Ordinal) || text.Contains("\"bytes\"", StringComparison.Ordinal))
            return null;
        return usage.Usage switch
        {
            { InputTokens: 0 } => "input",
            { OutputTokens: 0 } => "output",
            { CacheReadTokens: 0 } => "cache read",
            { CacheWriteTokens: 0 } => "cache write",
            { ReasoningTokens: 0 } => "reasoning",
            { AudioInputTokens: 0 } or { AudioOutputTokens: 0 } => "audio",
            { ImageInputTokens: 0 } or { ImageOutputTokens: 0 } => "images",
            { ServerToolCalls: 0 } => "server tools",
            _ => usage.ReportedCost == 0m ? "cost" : null,
        };
    }

    // What is missing may be marks of the protocol, or counts that are repeated: the answer has said why it ended, and all counts have
    // come. In a recording of several answers, the first one is whole.
    private static bool OnlyMarksFollow(byte[] body, int length, WireUsage part, WireUsage whole)
        => whole.Notes.Any(static note => note.Contains("several answers", StringComparison.Ordinal))
            || (part.Usage == whole.Usage && part.StopReason is { } reason && reason == whole.StopReason
                && (!NeedsDone(part.Dialect) || body.AsSpan(0, length).IndexOf("chat.completion.done"u8) >= 0
                    || body.AsSpan(length).IndexOf("[DONE]"u8) < 0));

    private static bool NeedsDone(string? dialect)
        => dialect is "openai.chat" or "openai.completions" or "openai.runs" or "llamacpp.timings";

    private static IEnumerable<int> Lines(byte[] body)
    {
        for (var at = 0; at < body.Length - 1; at++)
        {
            if (body[at] == '\n')
                yield return at + 1;
        }
    }

    private static IEnumerable<int> Events(byte[] body)
    {
        for (var at = 1; at < body.Length - 1; at++)
        {
            if (body[at] == '\n' && (body[at - 1] == '\n' || (at > 2 && body[at - 1] == '\r' && body[at - 2] == '\n')))
                yield return at + 1;
        }
    }

    private static IEnumerable<int> Frames(byte[] body)
    {
        var at = 0;
        while (at + 4 <= body.Length)
        {
            var next = at + (long)BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(at));
            if (next <= at || next >= body.Length)
                yield break;
            yield return at = (int)next;
        }
    }
}
