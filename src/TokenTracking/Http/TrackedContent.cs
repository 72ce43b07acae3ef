using System.Net;
using TokenTracking.Wire.Passing;

namespace TokenTracking.Http;

/// <summary>A response's content, read as the caller reads it, in whichever way the caller does.</summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly IPassedBody _body;

    public TrackedContent(HttpContent inner, IPassedBody body)
    {
        _inner = inner;
        _body = body;
        foreach (var header in inner.Headers.NonValidated)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (IsDecompressed(inner))
            Headers.ContentLength = null;
    }

#pragma warning disable MA0055 // The last chance to record tokens that were paid for: a response that was dropped without Dispose.
    ~TrackedContent() => _body.Dispose();
#pragma warning restore MA0055

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
        => new ReadStream(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _body, this);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
        => new ReadStream(_inner.ReadAsStream(cancellationToken), _body, this);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            var passing = new PassingStream(stream, _body);
            await using (passing.ConfigureAwait(false))
                await _inner.CopyToAsync(passing, context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _body.Fail(exception);
            throw;
        }

        _body.Finish();
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            using var passing = new PassingStream(stream, _body);
            _inner.CopyTo(passing, context, cancellationToken);
        }
        catch (Exception exception)
        {
            _body.Fail(exception);
            throw;
        }

        _body.Finish();
    }

    // Content that the client decompresses has no length, even after it is buffered; a length that is set to null is not computed. Only the
    // type of the content shows that it is decompressed, because the client also removes the header Content-Encoding.
    private static bool IsDecompressed(HttpContent content) => content.GetType().DeclaringType is { Name: "DecompressionHandler" };

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
