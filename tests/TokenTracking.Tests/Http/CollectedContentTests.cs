using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace TokenTracking.Tests.Http;

/// <summary>What of a response the caller holds on to decides how long it is read; the rest may be collected.</summary>
public sealed class CollectedContentTests
{
    private readonly InMemoryUsageStore _store = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_response_that_is_read_through_its_stream_alone_is_whole_after_a_collection(bool isSynchronous)
    {
        await using var tracker = new TokenTracker(_store);
        var stream = await OpenAsync(tracker, isSynchronous);
        var first = stream.ReadByte();
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using var reader = new StreamReader(stream);
        var rest = await reader.ReadToEndAsync();
        await tracker.FlushAsync();

        Assert.Equal('{', first);
        Assert.EndsWith("}", rest, StringComparison.Ordinal);
        var record = Assert.Single(_store.Records);
        Assert.Equal(
            (CallOutcome.Succeeded, UsageCompleteness.Complete, 10L), (record.Outcome, record.Completeness, record.Usage.TotalTokens));
    }

    // Its own method, so that nothing of the response is left on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<Stream> OpenAsync(TokenTracker tracker, bool isSynchronous)
    {
        var http = new HttpClient(new TokenTrackingHandler(tracker, new Answering()));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.openai.com/v1/chat/completions");
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return isSynchronous ? response.Content.ReadAsStream() : await response.Content.ReadAsStreamAsync();
    }

    private sealed class Answering : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = """
                {"id":"g","object":"chat.completion","model":"gpt-4o","choices":[{"index":0,"finish_reason":"stop"}],
                "usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}
                """;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body))),
            });
        }
    }
}
