using System.Globalization;
using System.Net;
using System.Text;
using TokenTracking.Tests.Providers;

namespace TokenTracking.Tests.Http;

/// <summary>A response has the same headers with the handler as without it, before and after its content is read.</summary>
public sealed class ResponseHeadersTests
{
    public static TheoryData<bool, bool, bool, HttpCompletionOption> Combinations()
    {
        var combinations = new TheoryData<bool, bool, bool, HttpCompletionOption>();
        for (var number = 0; number < 16; number++)
            combinations.Add((number & 1) != 0, (number & 2) != 0, (number & 4) != 0, (HttpCompletionOption)(number >> 3));
        return combinations;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task The_headers_are_those_of_the_client_alone(
        bool isCompressed, bool hasLength, bool decompresses, HttpCompletionOption completion)
    {
        await using var server = await LoopbackServer.StartAsync([.. Enumerable.Repeat(Answer(isCompressed, hasLength), 2)]);
        await using var tracker = new TokenTracker(new InMemoryUsageStore());

        var alone = await SeenAsync(server, Sockets(decompresses), completion);
        var tracked = await SeenAsync(server, new TokenTrackingHandler(tracker, Sockets(decompresses)), completion);

        Assert.Equal(alone, tracked);
        Assert.Contains("X-Request-Id: 1", tracked[0], StringComparison.OrdinalIgnoreCase);
    }

    private static SocketsHttpHandler Sockets(bool decompresses)
        => new() { AutomaticDecompression = decompresses ? DecompressionMethods.All : DecompressionMethods.None };

    private static async Task<List<string>> SeenAsync(LoopbackServer server, HttpMessageHandler handler, HttpCompletionOption completion)
    {
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/v1/chat/completions"))
        {
            Content = new StringContent("""{"model":"gpt-4o","messages":[]}""", Encoding.UTF8, "application/json"),
        };
        using var response = await http.SendAsync(request, completion);
        var seen = new List<string> { Shown(response) };
        // The length that a content computes becomes a header when it is asked for.
        seen.Add(response.Content.Headers.ContentLength?.ToString(CultureInfo.InvariantCulture) ?? "none");
        seen.Add(Convert.ToHexString(await response.Content.ReadAsByteArrayAsync()));
        seen.Add(Shown(response));
        seen.Add(response.Content.Headers.ContentLength?.ToString(CultureInfo.InvariantCulture) ?? "none");
        return seen;
    }

    private static string Shown(HttpResponseMessage response)
        => string.Join('\n', $"{response.Headers}{response.Content.Headers}".Split('\n')
            .Where(static line => !line.StartsWith("Date:", StringComparison.Ordinal)));

    private static Reply Answer(bool isCompressed, bool hasLength) => new(async context =>
    {
        var body = isCompressed ? CompletionBody.Compress("gzip") : Encoding.UTF8.GetBytes(CompletionBody.Text);
        context.Response.ContentType = "application/json";
        context.Response.Headers["X-Request-Id"] = "1";
        if (isCompressed)
            context.Response.Headers.ContentEncoding = "gzip";
        if (hasLength)
            context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    });
}
