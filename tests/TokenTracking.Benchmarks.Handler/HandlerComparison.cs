using System.Globalization;
using System.Net.Http.Headers;
using TokenTracking.Benchmarks.Decorators;
using TokenTracking.Benchmarks.Wire;
using TokenTracking.Testing;

namespace TokenTracking.Benchmarks.Handler;

/// <summary>What <see cref="TokenTrackingHandler"/> adds to a request whose answer has 100 KB, in comparison with a handler that does
/// nothing.</summary>
internal static class HandlerComparison
{
    private const int Size = 100_000;
    private const int Piece = 16_384;
    private const int Calls = 50;
    private const double MostMicroseconds = 10;
    private const double MostBytes = 2048;

    /// <summary>Prints the time and the allocation of both handlers.</summary>
    /// <returns>True if every target is met; otherwise, false.</returns>
    [NotTracked("the requests are measured, not used")]
    public static bool Run(TextWriter output)
    {
        return Measure("JSON, one text", WireBodies.Plain(Api.OpenAI, Filling.OneString, Size), "application/json")
            & Measure("JSON, structure", WireBodies.Plain(Api.OpenAI, Filling.Structure, Size), "application/json")
            & Measure("events, one text", WireBodies.Stream(Api.OpenAI, Filling.OneString, Size), "text/event-stream");

        bool Measure(string name, byte[] answer, string type)
        {
            var sink = new CountingTracker();
            var memory = new byte[answer.Length];
            using var empty = new HttpMessageInvoker(new Empty(new Memory(answer, type)));
            using var tracked = new HttpMessageInvoker(new TokenTrackingHandler(sink, new Memory(answer, type)));
            var costs = Turns.Of([() => Send(tracked, memory), () => Send(empty, memory)], Calls);
            if (sink.Calls == 0 || sink.Tokens == 0 || !memory.AsSpan().SequenceEqual(answer))
                throw new InvalidOperationException("The requests were not recorded, or the answer was changed.");
            var (time, bytes) = ((costs[0].Nanoseconds - costs[1].Nanoseconds) / 1000, costs[0].Bytes - costs[1].Bytes);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  handler, {name}: {costs[0].Nanoseconds / 1000:F1} against {costs[1].Nanoseconds / 1000:F1} us, {time:+0.0;-0.0} us"
                + $" (at most {MostMicroseconds}), {bytes:F0} B (at most {MostBytes})"));
            return time <= MostMicroseconds && bytes <= MostBytes;
        }
    }

    [NotTracked("the requests are measured, not used")]
    private static void Send(HttpMessageInvoker client, byte[] memory)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.openai.com/v1/chat/completions");
        using var response = client.Send(request, CancellationToken.None);
        using var stream = response.Content.ReadAsStream();
        int read;
        for (var at = 0; (read = stream.Read(memory, at, Math.Min(Piece, memory.Length - at))) > 0;)
            at += read;
    }

    private sealed class Empty(HttpMessageHandler inner) : DelegatingHandler(inner);

    /// <summary>Answers from memory.</summary>
    private sealed class Memory(byte[] answer, string type) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new ByteArrayContent(answer);
            content.Headers.ContentType = new MediaTypeHeaderValue(type);
            return new HttpResponseMessage { Content = content };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(Send(request, cancellationToken));
    }
}
