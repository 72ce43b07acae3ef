using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>Posts a question and deserializes the answer, with names in camel case or snake case.</summary>
internal static class JsonRequests
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<T> AskAsync<T>(
        this HttpClient http, string address, CancellationToken cancellationToken, string? model = null)
    {
        using var response = await SendAsync(http, address, "false", model, cancellationToken);
        return Read<T>(await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public static async IAsyncEnumerable<T> StreamAsync<T>(
        this HttpClient http, string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(http, address, "true", null, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
                yield return Read<T>(line["data: ".Length..]);
        }
    }

    private static T Read<T>(string json)
        => JsonSerializer.Deserialize<T>(json, json.Contains("_tokens", StringComparison.Ordinal) ? Snake : Camel)!;

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, string address, string stream, string? model, CancellationToken cancellationToken)
    {
        var body = $$"""{"stream":{{stream}},"model":{{JsonSerializer.Serialize(model)}} }""";
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw new HttpRequestException("Refused.", null, response.StatusCode);
    }
}
