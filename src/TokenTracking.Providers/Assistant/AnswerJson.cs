using System.Text.Json;
using TokenTracking.Providers.Http;

namespace TokenTracking.Providers.Assistant;

/// <summary>Finds the JSON object in an LLM's answer: models wrap it in a code fence or in text even if they are asked not to.</summary>
internal static class AnswerJson
{
    public static JsonElement? Find(string answer)
    {
        var start = answer.IndexOf('{', StringComparison.Ordinal);
        var end = answer.LastIndexOf('}');
        if (start < 0 || end < start)
            return null;
        try
        {
            using var document = JsonDocument.Parse(answer.AsMemory(start, end - start + 1));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Not JSON after all: the caller says so by IsUnderstood, and keeps the text.
            return null;
        }
    }

    public static string? Text(JsonElement? answer, string name) => JsonField.Text(answer, name);

    public static double? Number(JsonElement? answer, string name)
        => JsonField.Field(answer, name) is { ValueKind: JsonValueKind.Number } field && field.TryGetDouble(out var number) ? number : null;

    public static double? Fraction(JsonElement? answer, string name)
        => Number(answer, name) is { } number and >= 0 and <= 1 ? number : null;

    public static IReadOnlyList<string> Texts(JsonElement? answer, string name)
        => [.. Items(answer, name).Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!)];

    public static IEnumerable<JsonElement> Items(JsonElement? answer, string name)
        => JsonField.Field(answer, name) is { ValueKind: JsonValueKind.Array } field ? field.EnumerateArray() : [];
}
