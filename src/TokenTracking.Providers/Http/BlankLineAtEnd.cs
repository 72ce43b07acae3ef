namespace TokenTracking.Providers.Http;

/// <summary>
/// Ends a stream of server-sent events with the blank line that its last event needs: some servers leave it out, and the event, which may
/// be the one with the usage, would be dropped as unfinished. A connection that is cut throws, and never gets here.
/// </summary>
internal sealed class BlankLineAtEnd(Stream inner) : Stream
{
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return read > 0 ? read : End(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        return read > 0 ? read : End(buffer);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int End(Span<byte> buffer)
    {
        if (_ended || buffer.Length < 2)
            return 0;
        _ended = true;
        "\n\n"u8.CopyTo(buffer);
        return 2;
    }
}
