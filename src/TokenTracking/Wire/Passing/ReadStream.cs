namespace TokenTracking.Wire.Passing;

/// <summary>The stream of a response: each read is passed to the inner stream, and the bytes are examined as they are returned.</summary>
internal sealed class ReadStream(Stream inner, IPassedBody reader, object? owner = null) : Stream
{
    // What would say that the body has been released if it were collected lives as long as the stream that is read.
    private readonly object? _owner = owner;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override bool CanTimeout => inner.CanTimeout;

    public override int ReadTimeout
    {
        get => inner.ReadTimeout;
        set => inner.ReadTimeout = value;
    }

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = inner.Read(buffer);
        }
        catch (Exception exception)
        {
            reader.Fail(exception);
            throw;
        }

        Passed(buffer[..count], buffer.Length);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            reader.Fail(exception);
            throw;
        }

        Passed(buffer.Span[..count], buffer.Length);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        try
        {
            // What reads the same bytes below ends first.
            await inner.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            reader.Dispose();
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                inner.Dispose();
            }
            finally
            {
                reader.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void Passed(ReadOnlySpan<byte> bytes, int asked)
    {
        // Nothing read although something was asked for: the end. A read into an empty buffer only waits for data.
        if (bytes.IsEmpty && asked > 0)
            reader.Finish();
        else
            reader.Read(bytes);
    }
}
