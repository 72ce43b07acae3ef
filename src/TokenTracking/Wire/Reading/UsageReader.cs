using TokenTracking.Wire.Reading;

namespace TokenTracking.Wire;

/// <summary>
/// Reads the usage out of a provider's response as its bytes pass: JSON, server-sent events, NDJSON, JSON arrays and AWS event streams, of
/// every provider it knows. It keeps no body: memory is the same for 1 KB and 1 GB. It never throws on account of what the bytes are.
/// </summary>
/// <remarks>Not safe for use from several threads at once; each body has its own reader.</remarks>
/// <example><code>
/// using var reader = new UsageReader(new WireSource("openai", "/v1/chat/completions"));
/// foreach (var chunk in chunks)
///     reader.Append(chunk);
/// var usage = reader.Complete(isWhole: true);
/// </code></example>
public sealed class UsageReader : IDisposable
{
    private WireBody? _body;
    private WireUsage? _result;

    /// <summary>Begins to read a body.</summary>
    /// <param name="source">What is known of it besides its bytes.</param>
    public UsageReader(in WireSource source = default)
    {
        _body = WireBodyPool.Rent();
        _body.Begin(in source);
    }

    /// <summary>Reads the usage of a body at once, as <see cref="Complete()"/> does. Allocates nothing but the result.</summary>
    /// <param name="body">The body.</param>
    /// <param name="source">What is known of it besides its bytes.</param>
    /// <returns>The usage; <see cref="UsageCompleteness.Missing"/> if there is none.</returns>
    public static WireUsage Read(ReadOnlySpan<byte> body, in WireSource source = default)
    {
        var reading = WireBodyPool.Rent();
        reading.Begin(in source);
        reading.Append(body);
        var result = reading.Result(BodyEnd.Unknown);
        WireBodyPool.Return(reading);
        return result;
    }

    /// <summary>Reads the next bytes, in pieces of any size. After <see cref="Complete()"/> it does nothing.</summary>
    /// <param name="bytes">The bytes. They are not kept.</param>
    public void Append(ReadOnlySpan<byte> bytes) => _body?.Append(bytes);

    /// <summary>Takes a response header: some carry counts (Bedrock's <c>x-amzn-bedrock-input-token-count</c>). Others are
    /// ignored.</summary>
    /// <param name="name">The header's name, in any case.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void Header(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        _body?.Header(name, value);
    }

    /// <summary>The usage as far as it has come, while more bytes may follow.</summary>
    /// <returns>The usage so far.</returns>
    public WireUsage Current() => _result ?? _body?.Result(BodyEnd.Open) ?? new WireUsage { Completeness = UsageCompleteness.Missing };

    /// <summary>Ends the reading of bytes that may have been cut anywhere: a stream is complete with the end mark of its format. Where the
    /// format has none, or the provider is known to send none, it is complete with the reason why the answer ended and the usage. A second
    /// call returns the same result.</summary>
    /// <returns>The usage; <see cref="UsageCompleteness.Missing"/> if there is none, <see cref="UsageCompleteness.Partial"/> where the
    /// body broke off.</returns>
    public WireUsage Complete() => Complete(BodyEnd.Unknown);

    /// <summary>Ends the reading, where it is known whether the sender had come to the end. A second call returns the same
    /// result.</summary>
    /// <param name="isWhole">True if the sender said that this is the end of the body: a stream that no mark ends can be complete. False
    /// if the body broke off or was left: only the end mark of its format makes a stream complete.</param>
    /// <returns>The usage, as <see cref="Complete()"/> returns it.</returns>
    public WireUsage Complete(bool isWhole) => Complete(isWhole ? BodyEnd.Reached : BodyEnd.Cut);

    /// <summary>Gives the reader's memory back. <see cref="Complete()"/> does so too.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _body, null) is { } body)
            WireBodyPool.Return(body);
    }

    private WireUsage Complete(BodyEnd end)
    {
        if (_body is { } body)
        {
            _result = body.Result(end);
            Dispose();
        }

        return Current();
    }
}
