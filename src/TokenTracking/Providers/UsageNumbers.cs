using System.Text;
using System.Text.Json;

namespace TokenTracking.Providers;

/// <summary>Reads the counts of a provider's usage object. What is not a count never fails the call: it is null, and said to be doubtful.</summary>
internal sealed class UsageNumbers(JsonElement? usage)
{
    /// <summary>True once a field was asked for that is there and is no whole, non-negative number.</summary>
    public bool IsDoubtful { get; private set; }

    public long? this[string name] => Count(usage, name);

    public long? this[string group, string name] => Count(Field(usage, group), name);

    /// <summary>Writes usage objects with nothing but their numbers, so that no content can slip into a record. One object as it is, several
    /// as an array.</summary>
    public static string? Write(params ReadOnlySpan<JsonElement> raw)
    {
        if (raw.IsEmpty)
            return null;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (raw.Length > 1)
                writer.WriteStartArray();
            foreach (var element in raw)
                WriteNumbers(writer, element);
            if (raw.Length > 1)
                writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    internal static JsonElement? Field(JsonElement? parent, string name)
        => parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var field) ? field : null;

    internal static string? Text(JsonElement? parent, string name)
        => Field(parent, name) is { ValueKind: JsonValueKind.String } field ? field.GetString() : null;

    private long? Count(JsonElement? parent, string name)
    {
        if (Field(parent, name) is not { } field || field.ValueKind == JsonValueKind.Null)
            return null;
        if (field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out var count) && count is >= 0 and <= TokenUsage.MaxCount)
            return count;
        IsDoubtful = true;
        return null;
    }

    private static void WriteNumbers(Utf8JsonWriter writer, JsonElement element)
    {
        writer.WriteStartObject();
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                switch (property.Value.ValueKind)
                {
                    case JsonValueKind.Number:
                        property.WriteTo(writer);
                        break;
                    case JsonValueKind.Object:
                        writer.WritePropertyName(property.Name);
                        WriteNumbers(writer, property.Value);
                        break;
                }
            }
        }

        writer.WriteEndObject();
    }
}
