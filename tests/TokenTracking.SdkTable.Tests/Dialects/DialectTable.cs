using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Dialects;

/// <summary>Who answers which path.</summary>
internal static class DialectTable
{
    private static readonly Dialect[] Dialects =
    [
        new("/chat/completions", OpenAIChatAnswers.Answer) { HasCacheWrites = true },
        new("/responses", OpenAIResponsesAnswers.Answer),
        new("/embeddings", EmbeddingAnswers.OpenAI) { HasOutput = false },
        new("/images/generations", OpenAIMediaAnswers.Image),
        new("/audio/transcriptions", OpenAIMediaAnswers.Transcription),
        new("/audio/speech", OpenAIMediaAnswers.Speech),
        new("/v1/messages", AnthropicAnswers.Answer) { HasCacheWrites = true },
        new("/api/chat", OllamaAnswers.Chat), new("/api/generate", OllamaAnswers.Generate),
        new("/api/embed", EmbeddingAnswers.Ollama) { HasOutput = false },
        new(":generateContent", GeminiAnswers.Whole), new(":streamGenerateContent", GeminiAnswers.Stream),
        new("/converse", BedrockAnswers.Whole) { HasCacheWrites = true },
        new("/converse-stream", BedrockAnswers.Stream) { HasCacheWrites = true },
        new("/v2/chat", CohereAnswers.Chat), new("/v2/embed", EmbeddingAnswers.Cohere) { HasOutput = false },
        new("/local", LocalAnswers.Answer),
        // They cost nothing.
        new("/moderations", OpenAIMediaAnswers.Moderation) { IsBilled = false },
        new("/realtime/client_secrets", OpenAIMediaAnswers.Secret) { IsBilled = false },
    ];

    public static (Answer Answer, bool IsBilled) Answer(Question question)
    {
        var dialect = Of(question.Path);
        return (dialect.Answers(question), dialect.IsBilled);
    }

    public static bool HasCacheWrites(string path) => Of(path).HasCacheWrites;

    public static bool HasOutput(string path) => Of(path).HasOutput;

    private static Dialect Of(string path)
        => Dialects.FirstOrDefault(dialect => path.EndsWith(dialect.End, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"Nobody answers {path}.");

    private sealed record Dialect(string End, Func<Question, Answer> Answers)
    {
        public bool HasCacheWrites { get; init; }

        public bool HasOutput { get; init; } = true;

        public bool IsBilled { get; init; } = true;
    }
}
