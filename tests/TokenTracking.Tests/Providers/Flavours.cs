using TokenTracking.Providers;

namespace TokenTracking.Tests.Providers;

/// <summary>Each interface that the providers speak, with an answer in it: "Hello world", 12 tokens in, 5 out.</summary>
internal sealed record Flavour(
    string Provider, Func<Uri, TimeProvider?, HttpClient?, ILlmProvider> CreateOver, string Path, string Plain, string StreamType,
    string[] Pieces, string StreamError)
{
    public const string Key = "sk-test-5up3r-s3cret-k3y";

    public static readonly IReadOnlyDictionary<string, Flavour> All = new Dictionary<string, Flavour>(StringComparer.Ordinal)
    {
        ["anthropic"] = new(
            "anthropic",
            (url, clock, http) => new AnthropicProvider(new AnthropicOptions { ApiKey = Key, BaseUrl = url }, http, clock),
            "/v1/messages",
            """
            {"id":"msg_01","type":"message","role":"assistant","model":"claude-haiku-4-5-20251001","content":
            """ + """
            [{"type":"text","text":"Hello"},{"type":"text","text":" world"}],
             "stop_reason":"end_turn","stop_sequence":null,"usage":
            """ + """
            {"input_tokens":12,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,
             "cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},"output_tokens":5,"service_tier":"standard"}}
            """,
            "text/event-stream",
            [
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_01\",\"type\":\"message\","
                + "\"role\":\"assistant\",\"model\":\"claude-haiku-4-5-20251001\",\"content\":[],\"stop_reason\":null,"
                + "\"usage\":{\"input_tokens\":12,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":1,"
                + "\"service_tier\":\"standard\"}}}\n\n",
                "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\","
                + "\"text\":\"\"}}\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n",
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
                + "\"text\":\"Hello\"}}\n\n",
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
                + "\"text\":\" world\"}}\n\n",
                "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n",
                "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                + "\"usage\":{\"output_tokens\":5}}\n\n",
                "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
            ],
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n"),

        ["openai"] = new(
            "openai",
            (url, clock, http) => new OpenAIProvider(new OpenAIOptions { ApiKey = Key, BaseUrl = new Uri(url, "v1") }, http, clock),
            "/v1/chat/completions", OpenAIPlain("gpt-5-mini-2025-08-07"), "text/event-stream", OpenAIPieces("gpt-5-mini-2025-08-07"),
            OpenAIError),

        ["local-openai"] = new(
            "ollama",
            (url, clock, http) => new LocalLlmProvider(
                new LocalLlmOptions { Api = LocalLlmApi.OpenAICompatible, ApiKey = Key, BaseUrl = url }, http, clock),
            "/v1/chat/completions", OpenAIPlain("llama3:8b"), "text/event-stream", OpenAIPieces("llama3:8b"), OpenAIError),

        ["ollama-chat"] = new(
            "ollama",
            (url, clock, http) => new LocalLlmProvider(new LocalLlmOptions { ApiKey = Key, BaseUrl = url }, http, clock),
            "/api/chat",
            """
            {"model":"llama3:8b","created_at":"2026-11-22T12:00:00.123456Z","message":
            """ + """
            {"role":"assistant","content":"Hello world"},"done_reason":"stop","done":true,
             "total_duration":5000000000,"load_duration":1000000000,"prompt_eval_count":12,"prompt_eval_duration":1500000000,
            """ + """
            "eval_count":5,"eval_duration":2500000000}
            """,
            "application/x-ndjson",
            [
                "{\"model\":\"llama3:8b\",\"created_at\":\"2026-11-22T12:00:00Z\",\"message\":{\"role\":\"assistant\","
                + "\"content\":\"Hello\"},\"done\":false}\n",
                "{\"model\":\"llama3:8b\",\"created_at\":\"2026-11-22T12:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\" "
                + "world\"},\"done\":false}\n",
                "{\"model\":\"llama3:8b\",\"created_at\":\"2026-11-22T12:00:01Z\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},"
                + "\"done_reason\":\"stop\",\"done\":true,\"prompt_eval_count\":12,\"eval_count\":5}\n",
            ],
            "{\"error\":\"an error was encountered while running the model\"}\n"),

        ["ollama-generate"] = new(
            "ollama",
            (url, clock, http) => new LocalLlmProvider(
                new LocalLlmOptions { Api = LocalLlmApi.OllamaGenerate, ApiKey = Key, BaseUrl = url }, http, clock),
            "/api/generate",
            """
            {"model":"llama3:8b","created_at":"2026-11-22T12:00:00Z","response":"Hello world","done":true,"done_reason":"stop","context":
            """ + """
            [1,2,3],
             "total_duration":5000000000,"prompt_eval_count":12,"eval_count":5}
            """,
            "application/x-ndjson",
            [
                "{\"model\":\"llama3:8b\",\"response\":\"Hello\",\"done\":false}\n",
                "{\"model\":\"llama3:8b\",\"response\":\" world\",\"done\":false}\n",
                "{\"model\":\"llama3:8b\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\",\"context\":[1,2],"
                + "\"prompt_eval_count\":12,\"eval_count\":5}\n",
            ],
            "{\"error\":\"an error was encountered while running the model\"}\n"),
    };

    private const string OpenAIError =
        "data: {\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\",\"code\":null}}\n\n";

    public static TheoryData<string> Names => [.. All.Keys];

    public ILlmProvider Create(Uri url, TimeProvider? clock) => CreateOver(url, clock, null);

    private static string OpenAIPlain(string model) =>
        $$$"""
        {"id":"chatcmpl-1","object":"chat.completion","created":1763812800,"model":"{{{model}}}","choices":[{"index":0,"message":
        """ + $$$"""
        {"role":"assistant","content":"Hello world","refusal":null},
         "logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17,
         "prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":
        """ + $$$"""
        {"reasoning_tokens":0}},"service_tier":"default"}
        """;

    private static string[] OpenAIPieces(string model) =>
    [
        $"data: {{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"model\":\"{model}\",\"service_tier\":\"default\","
        + $"\"choices\":[{{\"index\":0,\"delta\":{{\"role\":\"assistant\",\"content\":\"\"}},\"finish_reason\":null}}],"
        + $"\"usage\":null}}\n\n",
        $"data: {{\"id\":\"chatcmpl-1\",\"model\":\"{model}\",\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"Hello\"}},"
        + $"\"finish_reason\":null}}],\"usage\":null}}\n\n",
        $": a comment\n\ndata: {{\"id\":\"chatcmpl-1\",\"model\":\"{model}\",\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\" "
        + $"world\"}},\"finish_reason\":null}}],\"usage\":null}}\n\n",
        $"data: {{\"id\":\"chatcmpl-1\",\"model\":\"{model}\",\"choices\":[{{\"index\":0,\"delta\":{{}},\"finish_reason\":\"stop\"}}],"
        + $"\"usage\":null}}\n\n",
        $"data: {{\"id\":\"chatcmpl-1\",\"model\":\"{model}\",\"choices\":[],\"usage\":{{\"prompt_tokens\":12,\"completion_tokens\":5,"
        + $"\"total_tokens\":17}}}}\n\n",
        "data: [DONE]\n\n",
    ];
}

internal static class Streams
{
    public static async Task<(List<LlmStreamUpdate> Updates, Exception? Exception)> ReadAsync(
        IAsyncEnumerable<LlmStreamUpdate> stream, CancellationToken cancellationToken = default)
    {
        var updates = new List<LlmStreamUpdate>();
        var exception = await Record.ExceptionAsync(async () =>
        {
            await foreach (var update in stream.WithCancellation(cancellationToken))
                updates.Add(update);
        });
        return (updates, exception);
    }
}
