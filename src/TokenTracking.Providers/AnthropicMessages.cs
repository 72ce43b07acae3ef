using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenTracking.Providers;

/// <summary>The body of a request to /v1/messages.</summary>
internal sealed record AnthropicRequest(
    string Model, int MaxTokens, IReadOnlyList<AnthropicInput> Messages, IReadOnlyList<AnthropicSystem>? System, double? Temperature,
    bool Stream);

internal sealed record AnthropicInput(string Role, string Content);

internal sealed record AnthropicSystem(string Type, string Text, AnthropicCacheControl? CacheControl);

internal sealed record AnthropicCacheControl(string Type, string? Ttl);

/// <summary>The text of the response. The usage reader reads the model and the usage from the same bytes.</summary>
internal sealed record AnthropicMessage(IReadOnlyList<AnthropicBlock?>? Content, JsonElement? Error);

internal sealed record AnthropicBlock(string? Type, string? Text);

/// <summary>An event of a stream; which fields it has depends on <c>type</c>.</summary>
internal sealed record AnthropicEvent(string? Type, AnthropicBlock? ContentBlock, AnthropicDelta? Delta, JsonElement? Error);

internal sealed record AnthropicDelta(string? Type, string? Text, string? StopReason);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnthropicRequest))]
[JsonSerializable(typeof(AnthropicMessage))]
[JsonSerializable(typeof(AnthropicEvent))]
internal sealed partial class AnthropicJson : JsonSerializerContext;
