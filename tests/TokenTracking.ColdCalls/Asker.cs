using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace TokenTracking.ColdCalls;

/// <summary>A client that takes its HTTP client when it is called, as one of a client factory does.</summary>
/// <param name="client">Makes or finds the HTTP client.</param>
internal sealed class Asker(Func<HttpClient> client) : IAsker, IAskers
{
    private static readonly Uri Address = new("https://api.openai.com/v1/chat/completions");

    public IAsker Create() => new Asker(client);

    public async Task<LlmResult> AskAsync(string question, string project, CancellationToken cancellationToken = default)
    {
        using var response = await client().PostAsync(Address, Request(question), cancellationToken);
        response.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return new LlmResult { Text = "hi", ResponseId = IdOf(body), Model = "gpt-5.4", Usage = UsageOf(body) };
    }

    public LlmResult Ask(string question, string project)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = Request(question) };
        using var response = client().Send(request);
        response.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(response.Content.ReadAsStream());
        return new LlmResult { Text = "hi", ResponseId = IdOf(body), Model = "gpt-5.4", Usage = UsageOf(body) };
    }

    public async IAsyncEnumerable<LlmStreamUpdate> StreamAsync(
        string question, string project, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The first item comes before the request is sent: the client comes to exist in the middle of the enumeration.
        yield return new LlmStreamUpdate { Text = "" };
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = Request(question) };
        using var response = await client().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            // SDKs stop at the end mark, and release the rest of the body unread.
            if (line.EndsWith("[DONE]", StringComparison.Ordinal))
                break;
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
                continue;
            using var item = JsonDocument.Parse(line["data: ".Length..]);
            yield return new LlmStreamUpdate { Text = "hi", ResponseId = IdOf(item), Model = "gpt-5.4", Usage = UsageOf(item) };
        }
    }

    private static StringContent Request(string question)
        => new(
            question == "stream" ? """{"model":"gpt-5.4","stream":true}""" : """{"model":"gpt-5.4"}""", Encoding.UTF8, "application/json");

    private static string? IdOf(JsonDocument body) => body.RootElement.TryGetProperty("id", out var id) ? id.GetString() : null;

    private static TokenUsage UsageOf(JsonDocument body)
        => body.RootElement.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object
            ? TokenUsage.FromInclusive(usage.GetProperty("prompt_tokens").GetInt64(), usage.GetProperty("completion_tokens").GetInt64())
            : default;
}
