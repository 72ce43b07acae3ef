using System.Net;
using System.Text;

namespace TokenTracking.ColdCalls;

/// <summary>Stands for the network: answers as a provider does, and counts what was billed.</summary>
/// <param name="hasIds">True if its responses have IDs; otherwise, false.</param>
/// <param name="fails">True if it refuses every request; otherwise, false.</param>
internal sealed class Provider(bool hasIds, bool fails) : HttpMessageHandler
{
    private static int _requests;

    public static int Requests => Volatile.Read(ref _requests);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => Task.FromResult(Send(request, cancellationToken));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _requests);
        if (fails)
            return new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = Json("""{"error":{"message":"no"}}""") };
        using var reader = new StreamReader(request.Content!.ReadAsStream(cancellationToken));
        var id = hasIds ? $"\"id\":\"chatcmpl-{number}\"," : "";
        const string Usage = """{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}""";
        if (!reader.ReadToEnd().Contains("\"stream\":true", StringComparison.Ordinal))
        {
            var whole = $$"""{{{id}}"object":"chat.completion","model":"gpt-5.4","choices":[],"usage":{{Usage}}}""";
            return new HttpResponseMessage { Content = Json(whole) };
        }

        var item = $$"""data: {{{id}}"object":"chat.completion.chunk","model":"gpt-5.4","choices":[],"usage":{{Usage}}}""";
        return new HttpResponseMessage
        {
            Content = new StringContent($"{item}\n\ndata: [DONE]\n\n", Encoding.UTF8, "text/event-stream"),
        };
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
