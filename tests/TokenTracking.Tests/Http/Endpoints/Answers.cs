namespace TokenTracking.Tests.Http.Endpoints;

/// <summary>Answers in the shapes that several providers share.</summary>
internal static class Answers
{
    public static string Chat(string model, long input, long output) =>
        $$"""
        {"id":"chatcmpl-{{model}}-{{input}}","object":"chat.completion","created":1767000000,"model":"{{model}}","choices":[{"index":0,
        "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":{{Counts(input, output)}}}
        """;

    public static string ChatStream(string model, long input, long output) => Events(
        $$$"""{"id":"c","object":"chat.completion.chunk","model":"{{{model}}}","choices":[{"index":0,"delta":{"content":"He"}}]}""",
        $$$"""
        {"id":"c","object":"chat.completion.chunk","model":"{{{model}}}","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}
        """,
        $$"""{"id":"c","object":"chat.completion.chunk","model":"{{model}}","choices":[],"usage":{{Counts(input, output)}}}""") + Done;

    public static string Text(string model, long input, long output) =>
        $$"""
        {"id":"cmpl-{{input}}","object":"text_completion","created":1767000000,"model":"{{model}}","choices":[{"text":"Hello","index":0,
        "logprobs":null,"finish_reason":"length"}],"usage":{{Counts(input, output)}}}
        """;

    public static string Responses(string model, long input, long output, string id = "resp_") =>
        $$$"""
        {"id":"{{{id}}}{{{model}}}{{{input}}}","object":"response","created_at":1767000000,"status":"completed","model":"{{{model}}}",
        "output":[{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Hello"}]}],
        "usage":{"input_tokens":{{{input}}},
        "input_tokens_details":{"cached_tokens":0},"output_tokens":{{{output}}},"output_tokens_details":{"reasoning_tokens":0},
        "total_tokens":{{{input + output}}} }}
        """;

    public static string ResponsesStream(string model, long input, long output) =>
        "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_s\",\"object\":\"response\","
        + $"\"status\":\"in_progress\",\"model\":\"{model}\",\"usage\":null}}}}\n\n"
        + "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"Hello\"}\n\n"
        + "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":"
        + OneLine(Responses(model, input, output)) + "}\n\n";

    public static string Embeddings(string model, long input) =>
        $$$"""
        {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,-0.2]}],"model":"{{{model}}}","usage":{
        "prompt_tokens":{{{input}}},"total_tokens":{{{input}}} }}
        """;

    public static string Message(string model, long input, long output) =>
        $$$"""
        {"id":"msg_{{{input}}}","type":"message","role":"assistant","model":"{{{model}}}","content":[{"type":"text","text":"Hello"}],
        "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":{{{input}}},"cache_creation_input_tokens":0,
        "cache_read_input_tokens":0,"output_tokens":{{{output}}},"service_tier":"standard"}}
        """;

    public static string MessageStream(string model, long input, long output) => Events(
        $$$"""
        {"type":"message_start","message":{"id":"msg_s","type":"message","role":"assistant","model":"{{{model}}}","content":[],
        "usage":{"input_tokens":{{{input}}},"output_tokens":1} }}
        """,
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}""",
        $$$"""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":{{{output}}} }}""",
        """{"type":"message_stop"}""");

    public static string Gemini(string model, long input, long output) =>
        $$$"""
        {"candidates":[{"content":{"parts":[{"text":"Hello"}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{
        "promptTokenCount":{{{input}}},"candidatesTokenCount":{{{output}}},"totalTokenCount":{{{input + output}}},
        "promptTokensDetails":[{"modality":"TEXT","tokenCount":{{{input}}} }]},"modelVersion":"{{{model}}}","responseId":"g{{{input}}}"}
        """;

    public static string Runs(string model, string status, string usage) =>
        $$"""
        {"id":"run_{{model}}","object":"thread.run","created_at":1767000000,"assistant_id":"asst_1","thread_id":"thread_1",
        "status":"{{status}}","model":"{{model}}","tools":[],"usage":{{usage}}}
        """;

    public static string Counts(long input, long output)
        => $$"""{"prompt_tokens":{{input}},"completion_tokens":{{output}},"total_tokens":{{input + output}}}""";

    public const string Done = "data: [DONE]\n\n";

    public static string Events(params string[] events) => string.Concat(events.Select(static data => $"data: {OneLine(data)}\n\n"));

    public static string OneLine(string json) => json.ReplaceLineEndings("");
}
