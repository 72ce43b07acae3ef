using System.Text;
using System.Text.Json;

namespace TokenTracking.Sqlite.Values;

/// <summary>Lists as JSON arrays of objects.</summary>
internal static class JsonArray
{
    /// <summary>The array as a text.</summary>
    /// <typeparam name="TItem">What is listed.</typeparam>
    /// <param name="items">The list.</param>
    /// <param name="writeProperties">Writes the properties of an item.</param>
    public static string Write<TItem>(IReadOnlyList<TItem> items, Action<Utf8JsonWriter, TItem> writeProperties)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var item in items)
            {
                writer.WriteStartObject();
                writeProperties(writer, item);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }

    /// <summary>Reads an array.</summary>
    /// <typeparam name="TItem">What is listed.</typeparam>
    /// <param name="json">The text.</param>
    /// <param name="read">Reads an item.</param>
    public static TItem[] Read<TItem>(string json, Func<JsonElement, TItem> read)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(read)];
    }
}
