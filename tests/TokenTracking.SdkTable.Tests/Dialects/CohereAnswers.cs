using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Dialects;

/// <summary>Cohere's second version of chat.</summary>
internal static class CohereAnswers
{
    public static Answer Chat(Question question)
    {
        var usage = $$"""
            {"billed_units":{"input_tokens":{{question.Tokens.Input}},"output_tokens":{{question.Tokens.Output}} },
             "tokens":{"input_tokens":{{question.Tokens.Input + 60}},"output_tokens":{{question.Tokens.Output}} } }
            """;
        if (!question.WantsStream)
        {
            return Answer.Json($$"""
                {"id":"{{question.Id}}","finish_reason":"COMPLETE","usage":{{usage}},
                 "message":{"role":"assistant","content":[{"type":"text","text":"hi"}]} }
                """);
        }

        return Answer.NamedEvents(
            ("message-start", $$"""
                {"type":"message-start","id":"{{question.Id}}","delta":{"message":{"role":"assistant","content":[]} } }
                """),
            ("content-delta", """{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"hi"}}}}"""),
            ("message-end", $$"""{"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{{usage}} } }"""));
    }
}
