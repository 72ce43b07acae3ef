using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Dialects;

/// <summary>Ollama's own API, which streams unless it is told not to.</summary>
internal static class OllamaAnswers
{
    public static Answer Chat(Question question)
    {
        var message = question.CallsTool
            ? """{"role":"assistant","content":"","tool_calls":[{"function":{"name":"weather","arguments":{}}}]}"""
            : """{"role":"assistant","content":"hi"}""";
        var last = $$"""{{Head(question)}},"message":{{message}},{{Tail(question)}}""";
        return question.Says("\"stream\":false")
            ? Answer.Json(last)
            : Answer.Lines($$"""{{Head(question)}},"message":{"role":"assistant","content":"h"},"done":false}""", last);
    }

    public static Answer Generate(Question question)
    {
        var last = $$"""{{Head(question)}},"response":"i",{{Tail(question)}}""";
        return question.Says("\"stream\":false")
            ? Answer.Json(last)
            : Answer.Lines($$"""{{Head(question)}},"response":"h","done":false}""", last);
    }

    private static string Head(Question question)
        => $$"""{"model":"{{question.Model}}","created_at":"2026-11-29T12:00:00.000000Z" """;

    private static string Tail(Question question) => $$"""
        "done":true,"done_reason":"stop","total_duration":50,"load_duration":1,"prompt_eval_count":{{question.Tokens.Input}},
        "prompt_eval_duration":20,"eval_count":{{question.Tokens.Output}},"eval_duration":29}
        """;
}
