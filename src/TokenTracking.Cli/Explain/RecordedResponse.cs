using System.Text;
using System.Text.Json;
using TokenTracking.Cli.Input;
using TokenTracking.Wire;

namespace TokenTracking.Cli.Explain;

/// <summary>A response with what is known of its call besides the bytes.</summary>
/// <param name="Id">The line's own id; null if it has none.</param>
/// <param name="Provider">Who was asked; null if unknown.</param>
/// <param name="Endpoint">The URL or path that was asked; null if unknown.</param>
/// <param name="RequestModel">The model that was asked for; null if unknown.</param>
/// <param name="ContentType">The response's content type; null if unknown.</param>
/// <param name="Status">The HTTP status; null if unknown.</param>
/// <param name="Body">The body's bytes.</param>
internal sealed record RecordedResponse(
    string? Id, string? Provider, string? Endpoint, string? RequestModel, string? ContentType, int? Status, Stream Body)
{
    /// <summary>What is known of the response, for its reader.</summary>
    public WireSource Source => new(Provider, Endpoint, ContentType, Status);

    /// <summary>A response of which only the bytes are known.</summary>
    /// <param name="body">The bytes.</param>
    /// <returns>The response.</returns>
    public static RecordedResponse Of(Stream body) => new(null, null, null, null, null, null, body);

    /// <summary>The response of one JSON line.</summary>
    /// <param name="line">The object. Fields that are not known are ignored.</param>
    /// <returns>The response.</returns>
    /// <exception cref="BadLineException">A field has the wrong type or value, or there is no body.</exception>
    public static RecordedResponse Of(JsonElement line) => new(
        line.OptionalText("id"),
        line.OptionalText("provider"),
        line.OptionalText("endpoint"),
        line.OptionalText("request_model"),
        line.OptionalText("content_type"),
        StatusOf(line),
        new MemoryStream(BodyOf(line), writable: false));

    private static int? StatusOf(JsonElement line) => line.OptionalWhole("status") switch
    {
        null => null,
        >= 100 and <= 599 and var status => (int)status,
        var status => throw new BadLineException($"'status' is {status}, which is not an HTTP status (100 to 599)."),
    };

    private static byte[] BodyOf(JsonElement line)
    {
        if (!line.TryGetProperty("response_body", out var body))
            throw new BadLineException("There is no 'response_body'.");
        if (body.ValueKind == JsonValueKind.Null)
            return [];

        // A body that is an object in the line, rather than a string, is also JSON.
        var text = body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText();
        return line.OptionalText("response_encoding")?.ToLowerInvariant() switch
        {
            null or "" or "utf-8" or "utf8" => Encoding.UTF8.GetBytes(text),
            "base64" => Decode(text),
            var encoding => throw new BadLineException($"'response_encoding' is '{encoding}'. It must be null (for text) or "
                + "'base64' (for bytes)."),
        };
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new BadLineException("'response_body' is not base64, although 'response_encoding' is 'base64'.");
        }
    }
}
