using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TokenTracking.Tests.Providers;

namespace TokenTracking.Tests.Http;

/// <summary>Responses as networks and servers send them: compressed, in pieces, cut, without end, redirected, and read slowly.</summary>
[Collection(nameof(MeasuredMemory))]
public sealed class BodiesOnTheWireTests : IAsyncDisposable
{
    private const string Body = CompletionBody.Text;

    private readonly InMemoryUsageStore _store = new();
    private readonly TokenTracker _tracker;

    public BodiesOnTheWireTests() => _tracker = new TokenTracker(_store);

    public ValueTask DisposeAsync() => _tracker.DisposeAsync();

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_response_is_read_where_the_handler_below_decompresses_it(string encoding)
    {
        await using var server = await LoopbackServer.StartAsync(Compressed(encoding));
        using var http = Client(DecompressionMethods.All);

        Assert.Equal(Body, await (await PostAsync(http, server)).Content.ReadAsStringAsync());

        var record = await RecordAsync();
        Assert.Equal((UsageCompleteness.Complete, 10L), (record.Completeness, record.Usage.TotalTokens));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_response_that_nothing_decompresses_arrives_as_it_is_and_has_no_usage(string encoding)
    {
        await using var server = await LoopbackServer.StartAsync(Compressed(encoding));
        using var http = Client(DecompressionMethods.None);

        Assert.Equal(CompletionBody.Compress(encoding), await (await PostAsync(http, server)).Content.ReadAsByteArrayAsync());

        Assert.Equal(UsageCompleteness.Missing, (await RecordAsync()).Completeness);
    }

    [Fact]
    public async Task A_response_in_pieces_is_read_as_a_whole()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream("application/json", Body[..9], Body[9..70], Body[70..]));
        using var http = Client();

        Assert.Equal(Body, await (await PostAsync(http, server)).Content.ReadAsStringAsync());

        Assert.Equal((UsageCompleteness.Complete, 10L), ((await RecordAsync()).Completeness, _store.Records[0].Usage.TotalTokens));
    }

    [Fact]
    public async Task A_response_that_is_cut_fails_for_the_caller_and_is_not_complete()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.CutBody(Body[..^20]));
        using var http = Client();

        // Where the connection is reset at once, the headers are lost with it.
        await Assert.ThrowsAnyAsync<Exception>(
            async () => await (await PostAsync(http, server)).Content.ReadAsStringAsync());

        var record = await RecordAsync();
        Assert.NotEqual(UsageCompleteness.Complete, record.Completeness);
        Assert.NotEqual(CallOutcome.Succeeded, record.Outcome);
    }

    [Fact]
    public async Task A_stream_without_end_costs_no_memory_and_ends_when_its_reader_leaves()
    {
        var body = new Endless();
        using var http = new HttpClient(new TokenTrackingHandler(_tracker, new Answering(body)));
        using var response = await http.SendAsync(
            Request("https://api.openai.com/v1/chat/completions"), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        await stream.ReadExactlyAsync(buffer);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var megabyte = 0; megabyte < 64; megabyte++)
        {
            for (var i = 0; i < 16; i++)
                await stream.ReadExactlyAsync(buffer);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 2_000_000);
        response.Dispose();
        Assert.Equal(CallOutcome.Abandoned, (await RecordAsync()).Outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5000)]
    public async Task Nothing_is_read_ahead_of_a_slow_reader(int size)
    {
        var body = new Endless();
        using var http = new HttpClient(new TokenTrackingHandler(_tracker, new Answering(body)));
        using var response = await http.SendAsync(
            Request("https://api.openai.com/v1/chat/completions"), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(0, body.Taken);
        await using var stream = await response.Content.ReadAsStreamAsync();

        for (var reads = 1; reads <= 20; reads++)
        {
            await stream.ReadExactlyAsync(new byte[size]);
            Assert.Equal((long)size * reads, body.Taken);
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_another_host_carries_no_key_and_nothing_of_the_handler(int status)
    {
        var seen = new List<IReadOnlyDictionary<string, string>>();
        foreach (var isTracked in (bool[])[false, true])
        {
            await using var target = await LoopbackServer.StartAsync(Reply.Json(Body));
            await using var server = await LoopbackServer.StartAsync(
                Reply.Json("", status, ("Location", $"http://localhost:{target.Url.Port}/v1/chat/completions")));
            using var http = isTracked ? Client() : new HttpClient();
            using var request = Request(new Uri(server.Url, "/v1/chat/completions").ToString());
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sk-secret-key");

            Assert.Equal(Body, await (await http.SendAsync(request)).Content.ReadAsStringAsync());

            seen.Add(target.Request.Headers);
        }

        Assert.Equal(seen[0].Keys.Order(), seen[1].Keys.Order());
        Assert.All(seen, static headers => Assert.DoesNotContain(
            headers, static header => header.Value.Contains("sk-secret-key", StringComparison.Ordinal)));
    }

    private static Reply Compressed(string encoding) => new(async context =>
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = encoding;
        await context.Response.Body.WriteAsync(CompletionBody.Compress(encoding));
    });

    private static HttpRequestMessage Request(string address) => new(HttpMethod.Post, address)
    {
        Content = new StringContent("""{"model":"gpt-4o","messages":[]}""", Encoding.UTF8, "application/json"),
    };

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, LoopbackServer server) => http.SendAsync(
        Request(new Uri(server.Url, "/v1/chat/completions").ToString()), HttpCompletionOption.ResponseHeadersRead);

    private HttpClient Client(DecompressionMethods decompression = DecompressionMethods.None) => new(
        new TokenTrackingHandler(_tracker, new SocketsHttpHandler { AutomaticDecompression = decompression }));

    private async Task<UsageRecord> RecordAsync()
    {
        await _tracker.FlushAsync();
        return Assert.Single(_store.Records);
    }

    private sealed class Answering(Stream body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StreamContent(body) { Headers = { ContentType = new("text/event-stream") } },
            });
    }

    // The same event for ever.
    private sealed class Endless : Stream
    {
        private static readonly byte[] Event = Encoding.UTF8.GetBytes(
            "data: {\"id\":\"g\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"more\"}}]}\n\n");

        public long Taken { get; private set; }

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
            for (var i = 0; i < count; i++)
                buffer[offset + i] = Event[(int)((Taken + i) % Event.Length)];
            Taken += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
