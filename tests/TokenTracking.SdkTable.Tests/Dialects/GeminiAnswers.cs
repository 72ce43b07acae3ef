using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Dialects;

/// <summary>Google's generateContent.</summary>
internal static class GeminiAnswers
{
    public static Answer Whole(Question question) => Answer.Json(Chunk(question, "\"STOP\"", question.Tokens.Output));

    public static Answer Stream(Question question)
        => Answer.Events(Chunk(question, "null", 1), Chunk(question, "\"STOP\"", question.Tokens.Output));

    private static string Chunk(Question question, string reason, long output)
    {
        var part = question.CallsTool ? """{"functionCall":{"name":"weather","args":{}}}""" : """{"text":"hi"}""";
        return $$"""
            {"candidates":[{"content":{"role":"model","parts":[{{part}}]},"finishReason":{{reason}},"index":0}],
             "usageMetadata":{"promptTokenCount":{{question.Tokens.Input}},"candidatesTokenCount":{{output}},
                "cachedContentTokenCount":{{question.Tokens.CacheRead}},"totalTokenCount":{{question.Tokens.Input + output}} },
             "modelVersion":"{{question.Model}}","responseId":"{{question.Id}}"}
            """;
    }
}
