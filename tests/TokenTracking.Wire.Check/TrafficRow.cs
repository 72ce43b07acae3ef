using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenTracking.Wire.Check;

/// <summary>One recorded exchange.</summary>
internal sealed record TrafficRow
{
    public required string Id { get; init; }

    public string? Provider { get; init; }

    public string? Endpoint { get; init; }

    public int? Status { get; init; }

    [JsonPropertyName("content_type")]
    public string? ContentType { get; init; }

    [JsonPropertyName("response_encoding")]
    public string? ResponseEncoding { get; init; }

    [JsonPropertyName("response_body")]
    public JsonElement ResponseBody { get; init; }

    public ExpectedUsage? Expected { get; init; }

    public byte[] Bytes()
    {
        var text = ResponseBody.ValueKind == JsonValueKind.String ? ResponseBody.GetString()! : ResponseBody.GetRawText();
        return ResponseEncoding == "base64" ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
    }
}

/// <summary>One reading of the exchange, by somebody else.</summary>
internal sealed record ExpectedUsage
{
    [JsonPropertyName("input_total")]
    public long? Input { get; init; }

    [JsonPropertyName("cache_read")]
    public long? CacheRead { get; init; }

    [JsonPropertyName("cache_write")]
    public long? CacheWrite { get; init; }

    public long? Output { get; init; }

    public string? Caution { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrafficRow))]
internal sealed partial class TrafficJson : JsonSerializerContext;
