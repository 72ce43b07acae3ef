using System.Buffers.Binary;
using System.Text;
using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Dialects;

/// <summary>Bedrock's Converse, whole and as an event stream of AWS.</summary>
internal static class BedrockAnswers
{
    public static Answer Whole(Question question)
    {
        var part = question.CallsTool ? """{"toolUse":{"toolUseId":"t1","name":"weather","input":{}}}""" : """{"text":"hi"}""";
        var reason = question.CallsTool ? "tool_use" : "end_turn";
        return Answer.Json($$"""
            {"output":{"message":{"role":"assistant","content":[{{part}}]} },"stopReason":"{{reason}}",
             "usage":{{Usage(question.Tokens)}},"metrics":{"latencyMs":5} }
            """);
    }

    public static Answer Stream(Question question) => new("application/vnd.amazon.eventstream",
    [
        .. Event("messageStart", """{"role":"assistant"}"""),
        .. Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"text":"hi"}}"""),
        .. Event("messageStop", """{"stopReason":"end_turn"}"""),
        .. Event("metadata", $$"""{"usage":{{Usage(question.Tokens)}},"metrics":{"latencyMs":5} }"""),
    ]);

    private static string Usage(Tokens tokens) => $$"""
        {"inputTokens":{{tokens.Fresh}},"outputTokens":{{tokens.Output}},"totalTokens":{{tokens.Total}},
         "cacheReadInputTokens":{{tokens.CacheRead}},"cacheWriteInputTokens":{{tokens.CacheWrite}} }
        """;

    // Length, length of the headers, their checksum; the headers; the payload; a checksum of all.
    private static byte[] Event(string type, string json)
    {
        byte[] headers =
        [
            .. Header(":event-type", type), .. Header(":content-type", "application/json"), .. Header(":message-type", "event"),
        ];
        var payload = Encoding.UTF8.GetBytes(json);
        var message = new byte[16 + headers.Length + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), Checksum(message.AsSpan(0, 8)));
        headers.CopyTo(message, 12);
        payload.CopyTo(message, 12 + headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(message.Length - 4), Checksum(message.AsSpan(0, message.Length - 4)));
        return message;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var item in bytes)
        {
            checksum ^= item;
            for (var bit = 0; bit < 8; bit++)
                checksum = (checksum & 1) == 0 ? checksum >> 1 : (checksum >> 1) ^ 0xEDB88320;
        }

        return ~checksum;
    }

    private static byte[] Header(string name, string value)
        => [(byte)name.Length, .. Encoding.UTF8.GetBytes(name), 7, 0, (byte)value.Length, .. Encoding.UTF8.GetBytes(value)];
}
