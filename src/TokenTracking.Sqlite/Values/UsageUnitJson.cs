using System.Text;
using System.Text.Json;

namespace TokenTracking.Sqlite.Values;

/// <summary>Units besides tokens as JSON: an array of objects with <c>unit</c> and <c>quantity</c>.</summary>
internal static class UsageUnitJson
{
    public static string Write(IReadOnlyList<UsageUnit> units)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var unit in units)
            {
                writer.WriteStartObject();
                writer.WriteString("unit", unit.Unit);
                writer.WriteNumber("quantity", unit.Quantity);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }

    public static UsageUnit[] Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray()
            .Select(static unit => new UsageUnit(unit.GetProperty("unit").GetString()!, unit.GetProperty("quantity").GetDecimal()))];
    }
}
