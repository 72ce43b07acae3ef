using static TokenTracking.Tests.Http.Endpoints.Answers;

namespace TokenTracking.Tests.Http.Endpoints;

/// <summary>OpenAI, and OpenAI's models on Azure.</summary>
internal static class OpenAIRows
{
    private const string Api = "http://api.openai.com/v1";
    private const string Azure = "http://contoso.openai.azure.com/openai";

    private const string Image = """
        {"created":1767000000,"data":[{"b64_json":"aGk="}],"usage":{"input_tokens":50,"output_tokens":4160,"total_tokens":4210,
        "input_tokens_details":{"text_tokens":10,"image_tokens":40}}}
        """;

    private const string Transcript = """
        {"text":"Hello","usage":{"type":"tokens","input_tokens":114,"input_token_details":{"text_tokens":0,"audio_tokens":114},
        "output_tokens":31,"total_tokens":145}}
        """;

    private const string SpeechStream = """
        {"type":"speech.audio.done","usage":{"input_tokens":14,"output_tokens":101,"total_tokens":115}}
        """;

    private const string ImageStream = """
        {"type":"image_generation.completed","b64_json":"aGk=","usage":{"input_tokens":50,"output_tokens":4160,"total_tokens":4210,
        "input_tokens_details":{"text_tokens":50,"image_tokens":0}}}
        """;

    private const string Video = """
        {"id":"video_1","object":"video","model":"sora-2","status":"queued","progress":0,"created_at":1767000000,"size":"720x1280",
        "seconds":"8"}
        """;

    public static IEnumerable<EndpointRow> All =>
    [
        new(Api + "/chat/completions", "openai", "gpt-4o-2024-08-06", 101, 11, Chat("gpt-4o-2024-08-06", 101, 11)),
        new(Api + "/chat/completions", "openai", "gpt-4o-mini", 102, 12, ChatStream("gpt-4o-mini", 102, 12)),
        new("http://eu.api.openai.com/v1/chat/completions", "openai", "gpt-5", 103, 13, Chat("gpt-5", 103, 13)),
        new(Api + "/completions", "openai", "gpt-3.5-turbo-instruct", 104, 14, Text("gpt-3.5-turbo-instruct", 104, 14)),
        new(Api + "/responses", "openai", "gpt-5-mini", 105, 15, Responses("gpt-5-mini", 105, 15)),
        new(Api + "/responses", "openai", "o4-mini", 106, 16, ResponsesStream("o4-mini", 106, 16)),
        new(Api + "/responses/compact", "openai", "gpt-5.4", 107, 17,
            """
            {"id":"resp_c","object":"response.compaction","output":[],"usage":{"input_tokens":107,"output_tokens":17,"total_tokens":124}}
            """),
        new(Api + "/responses/resp_b", "openai", "o3", 108, 18, Responses("o3", 108, 18, "resp_b")) { Method = "GET", Request = "" },
        new(Api + "/embeddings", "openai", "text-embedding-3-small", 109, null, Embeddings("text-embedding-3-small", 109)),
        new(Api + "/images/generations", "openai", "gpt-image-1", 50, 4160, Image) { Unit = "images 1" },
        new(Api + "/images/generations", "openai", "gpt-image-1-mini", 50, 4160, Events(ImageStream)),
        new(Api + "/images/generations", "openai", "dall-e-3", null, null, """{"created":1,"data":[{"url":"http://img/1.png"}]}""")
        {
            Unit = "images 1",
        },
        new EndpointRow(Api + "/images/edits", "openai", "gpt-image-1", 50, 4160, Image) { Unit = "images 1" }.WithForm("gpt-image-1"),
        new EndpointRow(Api + "/audio/transcriptions", "openai", "gpt-4o-transcribe", 114, 31, Transcript).WithForm("gpt-4o-transcribe"),
        new EndpointRow(Api + "/audio/transcriptions", "openai", "gpt-4o-mini-transcribe", 114, 31,
            "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Hello\"}\n\n" + Events(Transcript.Replace(
                "{\"text\"", "{\"type\":\"transcript.text.done\",\"text\"", StringComparison.Ordinal)))
            .WithForm("gpt-4o-mini-transcribe"),
        new EndpointRow(Api + "/audio/transcriptions", "openai", "whisper-1", null, null,
            """{"text":"Hello","usage":{"type":"duration","seconds":9}}""") { Unit = "seconds 9" }.WithForm("whisper-1"),
        new EndpointRow(Api + "/audio/translations", "openai", "whisper-1", null, null,
            """{"task":"translate","language":"german","duration":8.47,"text":"Hello","segments":[]}""") { Unit = "seconds 8.47" }
            .WithForm("whisper-1"),
        new(Api + "/audio/speech", "openai", "gpt-4o-mini-tts", 14, 101, Events(SpeechStream)),
        new(Api + "/videos", "openai", "sora-2", null, null, Video) { Unit = "seconds 8" },
        new(Api + "/threads/thread_1/runs/run_1", "openai", "gpt-4.1", 110, 20, Runs("gpt-4.1", "completed", Counts(110, 20)))
        {
            Method = "GET", Request = "",
        },
        new(Api + "/threads/thread_1/runs", "openai", "gpt-4.1-mini", 111, 21,
            $"event: thread.run.created\n{Events(Runs("gpt-4.1-mini", "queued", "null"))}"
            + $"event: thread.run.step.completed\n{Events($$"""{"id":"step_1","object":"thread.run.step","usage":{{Counts(90, 20)}}}""")}"
            + $"event: thread.run.completed\n{Events(Runs("gpt-4.1-mini", "completed", Counts(111, 21)))}{Done}"),
        new(Azure + "/deployments/prod/chat/completions?api-version=2024-10-21", "azure.ai.openai", "gpt-4o-2024-11-20", 120, 30,
            Chat("gpt-4o-2024-11-20", 120, 30)),
        new(Azure + "/deployments/emb/embeddings?api-version=2024-10-21", "azure.ai.openai", "text-embedding-3-large", 121, null,
            Embeddings("text-embedding-3-large", 121)),
        new EndpointRow(Azure + "/deployments/whisper/audio/transcriptions?api-version=2025-03-01-preview", "azure.ai.openai", "whisper",
            114,
            31, Transcript) { Request = "" }.WithForm(null),
        new(Azure + "/v1/responses", "azure.ai.openai", "gpt-5.1", 122, 32, Responses("gpt-5.1", 122, 32)),
        new("http://contoso.services.ai.azure.com/models/chat/completions?api-version=2024-05-01-preview", "azure.ai.openai",
            "Phi-4", 123, 33, Chat("Phi-4", 123, 33)),
        new("http://contoso.cognitiveservices.azure.com/openai/deployments/d/chat/completions", "azure.ai.openai", "gpt-4.1", 124, 34,
            ChatStream("gpt-4.1", 124, 34)),
    ];

    /// <summary>The request as a form with a file, as uploads are.</summary>
    private static EndpointRow WithForm(this EndpointRow row, string? model) => row with
    {
        RequestType = "multipart/form-data; boundary=b7",
        Request = "--b7\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\nContent-Type: audio/mpeg\r\n\r\nID3\r\n"
            + (model is null ? "" : $"--b7\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n{model}\r\n")
            + "--b7\r\nContent-Disposition: form-data; name=\"response_format\"\r\n\r\njson\r\n--b7--\r\n",
    };
}
