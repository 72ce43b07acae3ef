using System.Net;
using TokenTracking.Wire.Passing;

namespace TokenTracking.Http;

/// <summary>A request's content, read on its way for what it asks for. The content itself is written as it is.</summary>
internal sealed class RequestContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly RequestFacts _facts;

    public RequestContent(HttpContent inner, RequestFacts facts)
    {
        (_inner, _facts) = (inner, facts);
        foreach (var header in inner.Headers.NonValidated)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    /// <summary>Puts the request's own content back, unless a handler below has replaced it.</summary>
    public void Restore(HttpRequestMessage request)
    {
        if (ReferenceEquals(request.Content, this))
            request.Content = _inner;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _facts.Restart();
        var passing = new PassingStream(stream, _facts);
        await using (passing.ConfigureAwait(false))
            await _inner.CopyToAsync(passing, context, cancellationToken).ConfigureAwait(false);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _facts.Restart();
        using var passing = new PassingStream(stream, _facts);
        _inner.CopyTo(passing, context, cancellationToken);
    }

    // Who reads the content instead of sending it gets the stream of the content itself.
    protected override Task<Stream> CreateContentReadStreamAsync() => _inner.ReadAsStreamAsync();

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
        => _inner.ReadAsStreamAsync(cancellationToken);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => _inner.ReadAsStream(cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }
}
