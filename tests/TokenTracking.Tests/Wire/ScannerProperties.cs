using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

/// <summary>Whatever JSON stands around the usage, in whatever spelling and pieces, it is passed over and the usage is found.</summary>
public sealed class ScannerProperties
{
    private static readonly string[] Texts =
    [
        "", "x", "\"", "\\", "\\\"", "}]", "{[\"usage\":", "\\\\", "\n\t\u0001", "Grüße 😀", new string('a', 63),
        new string('b', 64) + "\"", new string('\\', 64), new string('\\', 65), new string('"', 70),
        string.Concat(Enumerable.Repeat("it says \"}\" and \\", 20)),
        "{\"usage\":{\"prompt_tokens\":9}}", "data: [DONE]",
    ];

    private static readonly string[] Keys = [
        "a", "content", "usagE", "prompt_tokens", "choices2", "", "id\"", "\\", "a-key-that-is-longer-than-sixteen-bytes"];

    [Fact]
    public void Anything_around_the_usage_is_passed_over()
        => Prop.ForAll(
            AnyValue(4).Zip(AnyValue(5)).Zip(Gen.Choose(1, 80).NonEmptyListOf()).Zip(Gen.Elements(true, false)).ToArbitrary(),
            static sample =>
            {
                var (((before, after), sizes), indented) = sample;
                var body = Write(before, after, indented);
                var usage = ReadInPieces(body, [.. sizes]);

                return usage is { Completeness: UsageCompleteness.Complete, Model: "m\"1", StopReason: "stop",
                    Usage: { InputTokens: 70, CacheReadTokens: 30, OutputTokens: 5 } };
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(700));

    private static Gen<object?> AnyValue(int depth)
    {
        var scalar = Gen.OneOf(
            Gen.Elements(Texts).Select(static text => (object?)text),
            Gen.Elements<object?>(null, true, false, 0, -1.5e-7, 12345678901234567890m));
        if (depth == 0)
            return scalar;
        var inner = AnyValue(depth - 1);
        return Gen.Frequency(
            (3, scalar),
            (2, inner.ArrayOf().Select(static items => (object?)items)),
            (2, Gen.Elements(Keys).Zip(inner).ArrayOf().Select(static pairs => (object?)pairs)));
    }

    private static byte[] Write(object? before, object? after, bool indented)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, SkipValidation = true }))
        {
            writer.WriteStartObject();
            WriteValue(writer, "before", before);
            writer.WriteString("object", "chat.completion");
            writer.WriteString("model", "m\"1");
            writer.WriteStartArray("choices");
            writer.WriteStartObject();
            WriteValue(writer, "message", after);
            writer.WriteString("finish_reason", "stop");
            WriteValue(writer, "logprobs", before);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteStartObject("usage");
            WriteValue(writer, "other", after);
            writer.WriteNumber("prompt_tokens", 70);
            writer.WriteStartObject("prompt_tokens_details");
            WriteValue(writer, "more", before);
            writer.WriteNumber("cached_tokens", 30);
            writer.WriteEndObject();
            writer.WriteNumber("completion_tokens", 5);
            writer.WriteEndObject();
            WriteValue(writer, "after", after);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, object? value)
    {
        writer.WritePropertyName(name);
        WriteValue(writer, value);
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case (string, object)[] pairs:
                writer.WriteStartObject();
                foreach (var (key, inner) in pairs)
                    WriteValue(writer, key, inner);
                writer.WriteEndObject();
                break;
            case object[] items:
                writer.WriteStartArray();
                foreach (var item in items)
                    WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static WireUsage ReadInPieces(byte[] body, int[] sizes)
    {
        using var reader = new UsageReader();
        for (int at = 0, piece = 0; at < body.Length; piece++)
        {
            var size = Math.Min(sizes[piece % sizes.Length], body.Length - at);
            reader.Append(body.AsSpan(at, size));
            at += size;
        }

        return reader.Complete();
    }
}
