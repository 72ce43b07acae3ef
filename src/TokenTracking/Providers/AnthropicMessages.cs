using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenTracking.Providers;

/// <summary>The body of a request to /v1/messages.</summary>
internal sealed record AnthropicRequest(
    string Model, int MaxTokens, IReadOnlyList<AnthropicInput> Messages, IReadOnlyList<AnthropicSystem>? System, double? Temperature, bool Stream);

internal sealed record AnthropicInput(string Role, string Content);

internal sealed record AnthropicSystem(string Type, string Text, AnthropicCacheControl? CacheControl);

internal sealed record AnthropicCacheControl(string Type, string? Ttl);

/// <summary>The answer; in a stream, the <c>message</c> of <c>message_start</c>.</summary>
internal sealed record AnthropicMessage(
    string? Id, string? Model, IReadOnlyList<AnthropicBlock?>? Content, string? StopReason, JsonElement? Usage, JsonElement? Error);

internal sealed record AnthropicBlock(string? Type, string? Text);

/// <summary>An event of a stream; which fields it has depends on <c>type</c>.</summary>
internal sealed record AnthropicEvent(
    string? Type, AnthropicMessage? Message, AnthropicBlock? ContentBlock, AnthropicDelta? Delta, JsonElement? Usage, JsonElement? Error);

internal sealed record AnthropicDelta(string? Type, string? Text, string? StopReason);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnthropicRequest))]
[JsonSerializable(typeof(AnthropicMessage))]
[JsonSerializable(typeof(AnthropicEvent))]
internal sealed partial class AnthropicJson : JsonSerializerContext;
