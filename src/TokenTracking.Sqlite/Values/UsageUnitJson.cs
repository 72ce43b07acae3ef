using System.Text.Json;

namespace TokenTracking.Sqlite.Values;

/// <summary>Units besides tokens as JSON: an array of objects with <c>unit</c> and <c>quantity</c>.</summary>
internal static class UsageUnitJson
{
    public static string Write(IReadOnlyList<UsageUnit> units) => JsonArray.Write(units, Write);

    public static UsageUnit[] Read(string json) => JsonArray.Read(json, Read);

    private static void Write(Utf8JsonWriter writer, UsageUnit unit)
    {
        writer.WriteString("unit", SqliteText.Of(unit.Unit));
        writer.WriteNumber("quantity", unit.Quantity);
    }

    private static UsageUnit Read(JsonElement unit)
        => new(unit.GetProperty("unit").GetString()!, unit.GetProperty("quantity").GetDecimal());
}
