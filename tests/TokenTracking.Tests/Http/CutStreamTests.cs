using System.Net;
using System.Net.Http.Headers;
using TokenTracking.Tests.Wire;

namespace TokenTracking.Tests.Http;

/// <summary>Streams that a network or their reader cuts after any of their events.</summary>
public sealed class CutStreamTests : IAsyncDisposable
{
    private readonly InMemoryUsageStore _store = new();
    private readonly TokenTracker _tracker;

    public CutStreamTests() => _tracker = new TokenTracker(_store);

    public ValueTask DisposeAsync() => _tracker.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_breaks_off_or_is_left_after_any_event_is_not_complete(bool isBroken)
    {
        var sent = 0;
        foreach (var (_, body) in Bodies.All.Where(static body => body.Name.EndsWith("stream", StringComparison.Ordinal)))
        {
            foreach (var length in EventCuts.Of(body))
            {
                // Cohere's last event is a mark of its own; what follows it is OpenAI's.
                if (body.AsSpan(0, length).IndexOf("\"message-end\""u8) >= 0)
                    continue;
                await SendAsync(body, length, isBroken);
                sent++;
            }
        }

        await _tracker.FlushAsync();
        Assert.True(sent > 10);
        Assert.Equal(sent, _store.Records.Count);
        Assert.All(_store.Records, static record => Assert.NotEqual(UsageCompleteness.Complete, record.Completeness));
        Assert.All(_store.Records, static record => Assert.NotEqual(CallOutcome.Succeeded, record.Outcome));
    }

    private async Task SendAsync(byte[] body, int length, bool isBroken)
    {
        using var server = new StreamServer(new CutStream(body[..length], isBroken), body[0] switch
        {
            0 => "application/vnd.amazon.eventstream",
            (byte)'{' => "application/x-ndjson",
            _ => "text/event-stream",
        });
        using var handler = new TokenTrackingHandler(_tracker, server);
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1:9/v1/chat/completions");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[length];
        await stream.ReadExactlyAsync(buffer);
        if (isBroken)
            await Assert.ThrowsAsync<HttpIOException>(async () => await stream.ReadExactlyAsync(new byte[1]));
    }

    private sealed class StreamServer(Stream body, string type) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new StreamContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue(type);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }
    }

    /// <summary>A body of unknown length: after its bytes, the connection is gone.</summary>
    private sealed class CutStream(byte[] body, bool isBroken) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_position == body.Length && isBroken)
                throw new HttpIOException(HttpRequestError.ResponseEnded);
            var read = Math.Min(count, body.Length - _position);
            body.AsSpan(_position, read).CopyTo(buffer.AsSpan(offset));
            _position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
