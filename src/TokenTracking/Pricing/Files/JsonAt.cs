using System.Text.Json;

namespace TokenTracking.Pricing.Files;

/// <summary>A JSON value that knows its line, so that an error can point at it.</summary>
internal sealed class JsonAt
{
    private JsonAt(JsonTokenType kind, int line)
    {
        Kind = kind;
        Line = line;
    }

    public JsonTokenType Kind { get; }

    /// <summary>The line it begins on, from 1.</summary>
    public int Line { get; }

    public string? Text { get; private init; }

    public decimal? Number { get; private init; }

    public List<JsonAt> Items { get; } = [];

    public List<(string Name, int Line, JsonAt Value)> Members { get; } = [];

    public JsonAt? this[string name] => Members.Find(member => member.Name == name).Value;

    /// <summary>Reads a document. Comments and trailing commas are allowed: people write it.</summary>
    /// <exception cref="JsonException">It is not JSON; the exception has the line.</exception>
    public static JsonAt Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(
            json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var lines = new LineCounter();
        reader.Read();
        var root = Read(ref reader, json, ref lines);
        reader.Read();
        return root;
    }

    private static JsonAt Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref LineCounter lines)
    {
        var line = lines.At(json, reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new JsonAt(JsonTokenType.String, line) { Text = reader.GetString() };
            case JsonTokenType.Number:
                return new JsonAt(JsonTokenType.Number, line) { Number = reader.TryGetDecimal(out var number) ? number : null };
            case JsonTokenType.StartArray:
                var list = new JsonAt(JsonTokenType.StartArray, line);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Items.Add(Read(ref reader, json, ref lines));
                return list;
            case JsonTokenType.StartObject:
                var map = new JsonAt(JsonTokenType.StartObject, line);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var at = lines.At(json, reader.TokenStartIndex);
                    var name = reader.GetString()!;
                    reader.Read();
                    map.Members.Add((name, at, Read(ref reader, json, ref lines)));
                }

                return map;
            default:
                return new JsonAt(reader.TokenType, line);
        }
    }

    // Tokens come in order, so each line break is counted once.
    private struct LineCounter
    {
        private int _line;
        private int _counted;

        public int At(ReadOnlySpan<byte> json, long index)
        {
            _line += json[_counted..(int)index].Count((byte)'\n');
            _counted = (int)index;
            return _line + 1;
        }
    }
}
