using System.Text.Json;

namespace ProjectPlanner.Scenario;

/// <summary>Reads the JSON object in an answer: models wrap it in a code fence or in words.</summary>
internal static class JsonAnswer
{
    public static IReadOnlyList<string> Texts(string answer, string name)
        => [.. Items(answer, name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    public static IReadOnlyList<(string Name, string? Description)> Named(string answer, string name)
        =>
        [
            .. Items(answer, name)
                .Select(item => (Name: Text(item, "name"), Description: Text(item, "description")))
                .Where(item => item.Name is not null)
                .Select(item => (item.Name!, item.Description)),
        ];

    private static IReadOnlyList<JsonElement> Items(string answer, string name)
    {
        var start = answer.IndexOf('{', StringComparison.Ordinal);
        var end = answer.LastIndexOf('}');
        if (start < 0 || end < start)
            return [];
        try
        {
            using var document = JsonDocument.Parse(answer.AsMemory(start, end - start + 1));
            return document.RootElement.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
                ? [.. items.EnumerateArray().Select(item => item.Clone())]
                : [];
        }
        catch (JsonException)
        {
            // A real model may answer in prose: the caller then goes on with what it has.
            return [];
        }
    }

    private static string? Text(JsonElement item, string name)
        => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
