using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Dialects;

/// <summary>Anthropic's messages.</summary>
internal static class AnthropicAnswers
{
    public static Answer Answer(Question question)
    {
        var reason = question.CallsTool ? "tool_use" : "end_turn";
        var whole = question.CallsTool
            ? """{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}"""
            : """{"type":"text","text":"hi","citations":null}""";
        if (!question.WantsStream)
            return Serving.Answer.Json(Message(question, whole, $"\"{reason}\"", Usage(question.Tokens, question.Tokens.Output)));
        var (start, delta) = question.CallsTool
            ? (whole, """{"type":"input_json_delta","partial_json":"{}"}""")
            : ("""{"type":"text","text":"","citations":null}""", """{"type":"text_delta","text":"hi"}""");
        return Serving.Answer.NamedEvents(
            ("message_start",
                $$"""{"type":"message_start","message":{{Message(question, "", "null", Usage(question.Tokens, 1))}} }"""),
            ("content_block_start", $$"""{"type":"content_block_start","index":0,"content_block":{{start}} }"""),
            ("content_block_delta", $$"""{"type":"content_block_delta","index":0,"delta":{{delta}} }"""),
            ("content_block_stop", """{"type":"content_block_stop","index":0}"""),
            ("message_delta", $$"""
                {"type":"message_delta","delta":{"stop_reason":"{{reason}}","stop_sequence":null},
                 "usage":{"output_tokens":{{question.Tokens.Output}} } }
                """),
            ("message_stop", """{"type":"message_stop"}"""));
    }

    private static string Message(Question question, string content, string reason, string usage) => $$"""
        {"id":"msg_{{question.Id}}","type":"message","role":"assistant","model":"{{question.Model}}","content":[{{content}}],
         "stop_reason":{{reason}},"stop_sequence":null,"usage":{{usage}} }
        """;

    private static string Usage(Tokens tokens, long output) => $$"""
        {"input_tokens":{{tokens.Fresh}},"output_tokens":{{output}},"cache_read_input_tokens":{{tokens.CacheRead}},
         "cache_creation_input_tokens":{{tokens.CacheWrite}},
         "cache_creation":{"ephemeral_5m_input_tokens":{{tokens.CacheWrite}},"ephemeral_1h_input_tokens":0},
         "service_tier":"standard"}
        """;
}
