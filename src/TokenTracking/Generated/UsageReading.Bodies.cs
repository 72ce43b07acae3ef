using System.Buffers;
using TokenTracking.Calls;
using TokenTracking.Wire;
using TokenTracking.Wire.Passing;

namespace TokenTracking.Generated;

/// <content>Results that keep the response that they were made from, and results that say that the call failed.</content>
public partial struct UsageReading
{
    private const int ChunkSize = 16 * 1024;
    private const int LongestErrorType = 64;

    /// <summary>What the result says of the end of its call; null if it says nothing.</summary>
    internal ResponseEnding? Ending { readonly get; private set; }

    /// <summary>Reads the body of the response that a result keeps. A body that has yet to arrive is read as it passes.</summary>
    /// <param name="content">The body.</param>
    /// <param name="status">The HTTP status of the response.</param>
    /// <param name="contentType">The content type of the response; null if unknown.</param>
    /// <returns>The stream to read instead of <paramref name="content"/>; null if the content has been read, and is as it was.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="content"/> is null.</exception>
    public Stream? ReadBody(Stream content, int status, string? contentType)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (IsMedia(contentType))
            return null;
        var source = new WireSource(ContentType: contentType, Status: status);
        if (!content.CanSeek)
        {
            var body = new PassedBody(in source);
            Ending = new ResponseEnding { Body = body };
            return new ReadStream(content, body);
        }

        using var reader = new UsageReader(in source);
        ReadInPlace(content, reader);
        // The client has taken the body from the wire to its end.
        Take(reader.Complete(isWhole: true), status, isLeft: false);
        return null;
    }

    /// <summary>Says that the call failed, although it returned a result.</summary>
    /// <param name="errorType">The provider's name of the error; null if there is none. Anything but a single word is not kept.</param>
    public void Fail(string? errorType)
    {
        var isName = errorType is { Length: > 0 and <= LongestErrorType }
            && errorType.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.');
        Ending = new ResponseEnding { Ending = new CallEnding(CallOutcome.Failed, isName ? errorType : "error", IsWhole: true) };
    }

    /// <summary>Takes what the bytes of a response said.</summary>
    /// <param name="usage">What they said.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="isLeft">True if whoever read the bytes did not read all of them.</param>
    internal void Take(WireUsage usage, int status, bool isLeft)
    {
        var outcome = usage.Dialect is not null ? usage.Outcome
            : isLeft ? CallOutcome.Abandoned
            : usage.Outcome;
        Ending = new ResponseEnding { Ending = CallEnding.OfResponse(outcome, status, usage.ErrorType), Provider = usage.Provider };
        // The client knows better whom it asked: many providers use the same format.
        var facts = usage.Facts;
        facts.Provider = null;
        TakeStatus(usage.StopReason, isBackground: null);
        Replace(in facts);
    }

    private static bool IsMedia(string? contentType)
        => contentType is not null && Array.Exists(
            ["audio/", "image/", "video/"], kind => contentType.StartsWith(kind, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a body that is in memory, and leaves its position as it was.</summary>
    private static void ReadInPlace(Stream content, UsageReader reader)
    {
        var position = content.Position;
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            content.Position = 0;
            while (content.Read(buffer) is > 0 and var count)
                reader.Append(buffer.AsSpan(0, count));
        }
        finally
        {
            content.Position = position;
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
