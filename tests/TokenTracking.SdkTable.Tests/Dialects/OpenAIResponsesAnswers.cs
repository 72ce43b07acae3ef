using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Dialects;

/// <summary>OpenAI's Responses API.</summary>
internal static class OpenAIResponsesAnswers
{
    public static Answer Answer(Question question)
    {
        var item = question.CallsTool
            ? """{"type":"function_call","id":"fc_1","call_id":"call_1","name":"weather","arguments":"{}","status":"completed"}"""
            : """
                {"type":"message","id":"msg_1","role":"assistant","status":"completed",
                 "content":[{"type":"output_text","text":"hi","annotations":[]}]}
                """;
        if (!question.WantsStream)
            return Serving.Answer.Json(Response(question, "completed", item, Usage(question.Tokens)));
        return Serving.Answer.NamedEvents(
            ("response.created", Event("response.created", 0, Response(question, "in_progress", "", "null"))),
            ("response.output_item.done",
                $$"""{"type":"response.output_item.done","sequence_number":1,"output_index":0,"item":{{item}} }"""),
            ("response.completed", Event("response.completed", 2, Response(question, "completed", item, Usage(question.Tokens)))));
    }

    private static string Event(string type, int number, string response)
        => $$"""{"type":"{{type}}","sequence_number":{{number}},"response":{{response}} }""";

    private static string Response(Question question, string status, string items, string usage) => $$"""
        {"id":"resp_{{question.Id}}","object":"response","created_at":1700000000,"status":"{{status}}","error":null,
         "incomplete_details":null,"instructions":null,"metadata":{},"model":"{{question.Model}}","output":[{{items}}],
         "parallel_tool_calls":true,"previous_response_id":null,"store":true,"temperature":1.0,"text":{"format":{"type":"text"} },
         "tool_choice":"auto","tools":[],"top_p":1.0,"truncation":"disabled","usage":{{usage}},"user":null}
        """;

    private static string Usage(Tokens tokens) => $$"""
        {"input_tokens":{{tokens.Input}},"input_tokens_details":{"cached_tokens":{{tokens.CacheRead}} },
         "output_tokens":{{tokens.Output}},"output_tokens_details":{"reasoning_tokens":0},"total_tokens":{{tokens.Total}} }
        """;
}
