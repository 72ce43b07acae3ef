using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenTracking.Providers;

/// <summary>The body of a request to /api/generate (<c>prompt</c>, <c>system</c>) or /api/chat (<c>messages</c>). Ollama streams unless
/// told not to.</summary>
internal sealed record OllamaRequest(
    string Model, string? Prompt, string? System, IReadOnlyList<OllamaText>? Messages, bool Stream, OllamaSampling? Options);

internal sealed record OllamaText(string? Role, string? Content);

internal sealed record OllamaSampling(int? NumPredict, double? Temperature);

/// <summary>The answer, and each line of a streamed one. /api/generate puts the text into <c>response</c>, /api/chat into <c>message</c>.
/// The counts next to it are read from the same bytes by the usage reader.</summary>
internal sealed record OllamaAnswer
{
    public string? Response { get; init; }

    public OllamaText? Message { get; init; }

    public bool Done { get; init; }

    public JsonElement? Error { get; init; }

    [JsonIgnore]
    public string? Text => Response ?? Message?.Content;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OllamaRequest))]
[JsonSerializable(typeof(OllamaAnswer))]
internal sealed partial class OllamaJson : JsonSerializerContext;
