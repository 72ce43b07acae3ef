using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Dialects;

/// <summary>Chat completions, as OpenAI, Azure, Mistral and many others send them.</summary>
internal static class OpenAIChatAnswers
{
    private const string Tool = """[{"index":0,"id":"call_1","type":"function","function":{"name":"weather","arguments":"{}"}}]""";

    public static Answer Answer(Question question) => question.WantsStream ? Stream(question) : Whole(question);

    private static Answer Whole(Question question)
    {
        var (message, reason) = question.CallsTool
            ? ($$"""{"role":"assistant","content":null,"tool_calls":{{Tool}}}""", "tool_calls")
            : ("""{"role":"assistant","content":"hi","refusal":null}""", "stop");
        return Serving.Answer.Json($$"""
            {"id":"chatcmpl-{{question.Id}}","object":"chat.completion","created":1700000000,"model":"{{question.Model}}",
             "choices":[{"index":0,"message":{{message}},"finish_reason":"{{reason}}","logprobs":null}],"usage":{{Usage(question.Tokens)}} }
            """);
    }

    private static Answer Stream(Question question)
    {
        var (delta, reason) = question.CallsTool ? ($$"""{"tool_calls":{{Tool}}}""", "tool_calls") : ("""{"content":"i"}""", "stop");
        var first = question.CallsTool ? """{"role":"assistant","content":null}""" : """{"role":"assistant","content":"h"}""";
        var last = $$"""
            {"id":"chatcmpl-{{question.Id}}","object":"chat.completion.chunk","created":1700000000,"model":"{{question.Model}}",
             "choices":[],"usage":{{Usage(question.Tokens)}} }
            """;
        // OpenAI sends usage to those who ask for it; Azure AI Inference and Mistral to everyone.
        var sendsUsage = question.Says("\"include_usage\":true") || !question.Host.Contains("openai", StringComparison.Ordinal);
        return Serving.Answer.Events(
        [
            Chunk(question, first, "null"), Chunk(question, delta, $"\"{reason}\""), .. sendsUsage ? new[] { last } : [], "[DONE]",
        ]);
    }

    private static string Chunk(Question question, string delta, string reason) => $$"""
        {"id":"chatcmpl-{{question.Id}}","object":"chat.completion.chunk","created":1700000000,"model":"{{question.Model}}",
         "choices":[{"index":0,"delta":{{delta}},"finish_reason":{{reason}} }]}
        """;

    private static string Usage(Tokens tokens) => $$"""
        {"prompt_tokens":{{tokens.Input}},"completion_tokens":{{tokens.Output}},"total_tokens":{{tokens.Total}},
         "prompt_tokens_details":{"cached_tokens":{{tokens.CacheRead}},"cache_write_tokens":{{tokens.CacheWrite}} },
         "completion_tokens_details":{"reasoning_tokens":0} }
        """;
}
