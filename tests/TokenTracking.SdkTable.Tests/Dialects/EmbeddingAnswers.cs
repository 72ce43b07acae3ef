using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Dialects;

/// <summary>Embeddings have input alone.</summary>
internal static class EmbeddingAnswers
{
    // Two numbers, 0 and 1, as single-precision bytes.
    private const string Base64 = "\"AAAAAAAAgD8=\"";
    private const string Numbers = "[0.0,1.0]";

    public static Answer OpenAI(Question question) => Answer.Json($$"""
        {"object":"list","model":"{{question.Model}}",
         "data":[{"object":"embedding","index":0,"embedding":{{(question.Says("base64") ? Base64 : Numbers)}} }],
         "usage":{"prompt_tokens":{{question.Tokens.Input}},"total_tokens":{{question.Tokens.Input}} } }
        """);

    public static Answer Ollama(Question question) => Answer.Json($$"""
        {"model":"{{question.Model}}","embeddings":[{{Numbers}}],"total_duration":5,"load_duration":1,
         "prompt_eval_count":{{question.Tokens.Input}} }
        """);

    public static Answer Cohere(Question question) => Answer.Json($$"""
        {"id":"{{question.Id}}","embeddings":{"float":[{{Numbers}}]},"texts":["hello"],"response_type":"embeddings_by_type",
         "meta":{"api_version":{"version":"2"},"billed_units":{"input_tokens":{{question.Tokens.Input}} } } }
        """);
}
