using System.Text.Json;

namespace TokenTracking.Providers.Http;

/// <summary>A provider's own words about an error: <c>{"error":{"type","code","message"}}</c> (Anthropic, OpenAI), <c>{"error":"…"}</c>
/// (Ollama), <c>{"message":"…"}</c> and the same inside an array.</summary>
internal readonly record struct ErrorBody(string? Code, string? Message)
{
    private const int LongestMessage = 1000;

    public static ErrorBody Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Parse(document.RootElement);
        }
        catch (JsonException)
        {
            // A proxy's HTML page, or a text that may repeat the prompt: not shown.
            return default;
        }
    }

    public static ErrorBody Parse(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
            root = root[0];
        if (root.ValueKind == JsonValueKind.String)
            return new ErrorBody(null, Shorten(root.GetString()));
        var error = JsonField.Field(root, "error");
        if (error is { ValueKind: JsonValueKind.Object or JsonValueKind.String } inner)
            return Parse(inner);
        return new ErrorBody(
            JsonField.Text(root, "code") ?? JsonField.Text(root, "type") ?? JsonField.Text(root, "status"),
            Shorten(JsonField.Text(root, "message")));
    }

    private static string? Shorten(string? message)
        => message?.Length > LongestMessage ? string.Concat(message.AsSpan(0, LongestMessage), "…") : message;
}
