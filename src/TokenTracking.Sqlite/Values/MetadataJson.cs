using System.Text;
using System.Text.Json;

namespace TokenTracking.Sqlite.Values;

/// <summary>The tags of a call as a JSON object.</summary>
internal static class MetadataJson
{
    public static string Write(IReadOnlyDictionary<string, string> metadata)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in metadata)
                writer.WriteString(SqliteText.Of(key), SqliteText.Of(value));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }

    public static Dictionary<string, string> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject()
            .ToDictionary(static pair => pair.Name, static pair => pair.Value.GetString()!, StringComparer.Ordinal);
    }

    /// <summary>The value of one tag; null if it is not there.</summary>
    public static string? ValueOf(string? json, string key)
    {
        if (json is null)
            return null;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(key, out var value) ? value.GetString() : null;
    }
}
