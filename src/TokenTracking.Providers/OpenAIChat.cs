using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenTracking.Providers;

/// <summary>The body of a request to /v1/chat/completions. Of the two limits, OpenAI takes the new name and most others the old.</summary>
internal sealed record OpenAIRequest(
    string Model, IReadOnlyList<OpenAIInput> Messages, int? MaxCompletionTokens, int? MaxTokens, double? Temperature, bool? Stream,
    OpenAIStreamOptions? StreamOptions);

internal sealed record OpenAIInput(string Role, string Content);

internal sealed record OpenAIStreamOptions(bool IncludeUsage);

/// <summary>What the answer says to the user, and each piece of a streamed one: <c>choices</c> then hold a <c>delta</c> instead of a
/// <c>message</c>. Of the usage only whether a piece has any: it is read from the same bytes by the usage reader.</summary>
internal sealed record OpenAIAnswer(
    IReadOnlyList<OpenAIChoice?>? Choices, JsonElement? Usage, [property: JsonPropertyName("x_groq")] JsonElement? Groq,
    JsonElement? Error);

internal sealed record OpenAIChoice(OpenAIText? Message, OpenAIText? Delta, string? FinishReason);

internal sealed record OpenAIText(string? Content, string? Refusal);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenAIRequest))]
[JsonSerializable(typeof(OpenAIAnswer))]
internal sealed partial class OpenAIJson : JsonSerializerContext;
