using System.Text.Json;

namespace TokenTracking.Providers.Http;

/// <summary>Reads a field that may not be there, of a value that may not be an object.</summary>
internal static class JsonField
{
    public static JsonElement? Field(JsonElement? parent, string name)
        => parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var field) ? field : null;

    public static string? Text(JsonElement? parent, string name)
        => Field(parent, name) is { ValueKind: JsonValueKind.String } field ? field.GetString() : null;
}
