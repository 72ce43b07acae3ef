using System.Net;
using TokenTracking.Wire.Passing;

namespace TokenTracking.Http;

/// <summary>A response's content, read by its attempt as the caller reads it, in whichever way the caller does.</summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly HttpAttempt _attempt;

    public TrackedContent(HttpContent inner, HttpAttempt attempt)
    {
        _inner = inner;
        _attempt = attempt;
        foreach (var header in inner.Headers.NonValidated)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

#pragma warning disable MA0055 // The last chance to record tokens that were paid for: a response that was dropped without Dispose.
    ~TrackedContent() => _attempt.Dispose();
#pragma warning restore MA0055

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
        => new ReadStream(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _attempt, this);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
        => new ReadStream(_inner.ReadAsStream(cancellationToken), _attempt, this);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            var passing = new PassingStream(stream, _attempt);
            await using (passing.ConfigureAwait(false))
                await _inner.CopyToAsync(passing, context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _attempt.Fail(exception);
            throw;
        }

        _attempt.Finish();
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            using var passing = new PassingStream(stream, _attempt);
            _inner.CopyTo(passing, context, cancellationToken);
        }
        catch (Exception exception)
        {
            _attempt.Fail(exception);
            throw;
        }

        _attempt.Finish();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _attempt.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
