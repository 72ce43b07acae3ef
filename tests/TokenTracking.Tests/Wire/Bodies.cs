using System.Buffers.Binary;
using System.Text;

namespace TokenTracking.Tests.Wire;

/// <summary>Responses as providers send them, one of each dialect and framing, with the usage that they state.</summary>
internal static class Bodies
{
    public const string AnthropicPlain = """
        {"model":"claude-sonnet-4-5-20250929","id":"msg_01","type":"message","role":"assistant","content":
        """ + """
        [{"type":"text","text":"Of course: \"usage\": {\"input_tokens\": 9} is a trap."}],
        "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":12,"cache_creation_input_tokens":300,
        """ + """
        "cache_read_input_tokens":1650,
        "cache_creation":{"ephemeral_5m_input_tokens":200,"ephemeral_1h_input_tokens":100},"output_tokens":70,"output_tokens_details":
        """ + """
        {"thinking_tokens":20},
        "service_tier":"standard","speed":"fast","inference_geo":"us","server_tool_use":{"web_search_requests":2,"web_fetch_requests":1}}}
        """;

    public const string AnthropicStream = """
        event: message_start
        data: {"type":"message_start","message":{"model":"claude-haiku-4-5","id":"msg_02","type":"message","role":"assistant","content":
        """ + """
        [],"stop_reason":null,"usage":{"input_tokens":702,"cache_creation_input_tokens":0,"cache_read_input_tokens":40,"cache_creation":
        """ + """
        {"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},"output_tokens":1,"service_tier":"standard"}}}

        event: ping
        data: {"type": "ping"}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Grüße, {\"usage\":{\"output_tokens\":5}} ["}}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":
        """ + """
        {"input_tokens":1591,"cache_creation_input_tokens":null,"output_tokens":88}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    public const string AnthropicIterations = """
        {"id":"msg_03","type":"message","role":"assistant","model":"claude-opus-4-6","content":[],"stop_reason":"end_turn","usage":
        """ + """
        {"input_tokens":162,"output_tokens":11,
        "cache_read_input_tokens":0,"cache_creation_input_tokens":0,"iterations":[
        {"type":"compaction","input_tokens":99195,"output_tokens":81,"cache_read_input_tokens":0,"cache_creation_input_tokens":0},
        {"type":"message","input_tokens":162,"output_tokens":11,"cache_read_input_tokens":0,"cache_creation_input_tokens":0},
        {"type":"advisor_message","model":"claude-haiku-4-5","input_tokens":500,"output_tokens":30,"cache_read_input_tokens":10,
        """ + """
        "cache_creation":{"ephemeral_5m_input_tokens":4,"ephemeral_1h_input_tokens":6}}]}}
        """;

    public const string ChatPlain = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":
        """ + """
        {"role":"assistant","content":"Hi {\\"},
        "logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":1000,"completion_tokens":200,"total_tokens":1200,
        "prompt_tokens_details":{"cached_tokens":600,"cache_write_tokens":100,"audio_tokens":5},"completion_tokens_details":
        """ + """
        {"reasoning_tokens":64,"audio_tokens":0}},
        "service_tier":"flex","system_fingerprint":null}
        """;

    public const string ChatStream =
        ": OPENROUTER PROCESSING\r\n\r\n"
        + "data: {\"id\":\"gen-1\",\"object\":\"chat.completion.chunk\",\"model\":\"\",\"choices\":[],\"usage\":null}\r\n\r\n"
        + "data:{\"id\":\"gen-1\",\"object\":\"chat.completion.chunk\",\"model\":\"deepseek/deepseek-v3\",\"choices\":[{\"index\":0,"
        + "\"delta\":{\"content\":\"a\\n\\\"b\"},\"finish_reason\":null}],\"usage\":null}\r\n\r\n"
        + "data: {\"id\":\"gen-1\",\"object\":\"chat.completion.chunk\",\"model\":\"deepseek/deepseek-v3\",\"choices\":[{\"index\":0,"
        + "\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}\r\n\r\n"
        + "data: {\"id\":\"gen-1\",\"object\":\"chat.completion.chunk\",\"model\":\"deepseek/deepseek-v3\",\"choices\":[],"
        + "\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":7,\"total_tokens\":27,\"cost\":1.3e-05,\"is_byok\":false}}\r\n\r\n"
        + "data: [DONE]";

    public const string XaiChat = """
        {"id":"x1","object":"chat.completion","model":"grok-code-fast-1","choices":[{"index":0,"message":
        """ + """
        {"role":"assistant","content":""},"finish_reason":"stop"}],
        "usage":{"prompt_tokens":496,"completion_tokens":77,"total_tokens":829,"prompt_tokens_details":
        """ + """
        {"cached_tokens":320},"completion_tokens_details":{"reasoning_tokens":256},"cost_in_usd_ticks":5411000}}
        """;

    public const string ResponsesPlain = """
        {"id":"resp_1","object":"response","status":"completed","error":null,"model":"gpt-5.1","output":[{"type":"message","content":
        """ + """
        [{"type":"output_text","text":"x"}]}],
        "service_tier":"default","usage":{"input_tokens":109,"input_tokens_details":
        """ + """
        {"cached_tokens":0,"cache_write_tokens":107},"output_tokens":50,"output_tokens_details":{"reasoning_tokens":40},"total_tokens":159}}
        """;

    public const string ResponsesStream = """
        event: response.created
        data: {"type":"response.created","sequence_number":0,"response":
        """ + """
        {"id":"resp_2","object":"response","status":"in_progress","model":"o4-mini","usage":null,"service_tier":"auto"}}

        event: response.output_text.delta
        data: {"type":"response.output_text.delta","delta":"usage: {\"input_tokens\":1}"}

        event: response.completed
        data: {"type":"response.completed","response":{"id":"resp_2","object":"response","status":"completed",
        """ + """
        "model":"o4-mini-2025-04-16","service_tier":"default","usage":{"input_tokens":60,"input_tokens_details":
        """ + """
        {"cached_tokens":10},"output_tokens":219,"output_tokens_details":{"reasoning_tokens":192},"total_tokens":279}}}


        """;

    public const string Completion = """
        {"id":"cmpl-1","object":"text_completion","created":1,"model":"davinci-002","choices":
        """ + """
        [{"text":"x","index":0,"logprobs":null,"finish_reason":"length"}],
        "usage":{"prompt_tokens":8,"completion_tokens":16,"total_tokens":24}}
        """;

    public const string Embeddings = """
        {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,-2e-3,3]}],"model":"text-embedding-3-small","usage":
        """ + """
        {"prompt_tokens":487,"total_tokens":487}}
        """;

    public const string VoyageEmbeddings = """
        {"object":"list","data":[{"object":"embedding","embedding":[0.1],"index":0}],"model":"voyage-4","usage":{"total_tokens":3}}
        """;

    public const string GeminiPlain = """
        {
          "candidates": [ { "content": { "parts": [ { "text": "Hello" } ], "role": "model" }, "finishReason": "STOP", "index": 0 } ],
          "usageMetadata": { "promptTokenCount": 427, "cachedContentTokenCount": 100, "candidatesTokenCount": 122, "totalTokenCount": 1767,
            "promptTokensDetails": [ { "modality": "TEXT", "tokenCount": 400 }, { "modality": "AUDIO", "tokenCount": 27 } ],
            "toolUsePromptTokenCount": 771, "thoughtsTokenCount": 447, "serviceTier": "standard" },
          "modelVersion": "gemini-2.5-flash", "responseId": "r1"
        }
        """;

    public const string GeminiArray = """
        [{"candidates":[{"content":{"parts":[{"text":"a"}]}}],"usageMetadata":
        """ + """
        {"promptTokenCount":8,"candidatesTokenCount":2,"totalTokenCount":10},"modelVersion":"gemini-2.5-pro"}
        ,
        {"candidates":[{"content":{"parts":[{"text":"b"}]},"finishReason":"STOP"}],"usageMetadata":
        """ + """
        {"promptTokenCount":8,"candidatesTokenCount":5,"totalTokenCount":20,"thoughtsTokenCount":7},"modelVersion":"gemini-2.5-pro"}
        ]
        """;

    public const string Interactions = """
        data: {"interaction":{"id":"v1_a","status":"in_progress","object":"interaction","model":"gemini-2.5-flash"},
        """ + """
        "event_type":"interaction.created"}

        data: {"interaction":{"id":"v1_a","status":"completed","usage":
        """ + """
        {"total_tokens":178,"total_input_tokens":10,"input_tokens_by_modality":
        """ + """
        [{"modality":"text","tokens":10}],"total_cached_tokens":4,"total_output_tokens":31,"total_tool_use_tokens":0,
        """ + """
        "total_thought_tokens":137},"object":"interaction","model":"gemini-2.5-flash"},"event_type":"interaction.completed"}


        """;

    public const string VertexEmbeddings = """
        {"predictions":[{"embeddings":{"statistics":{"truncated":false,"token_count":6},"values":[0.1,0.2]}},
        """ + """
        {"embeddings":{"statistics":{"token_count":5},"values":[0.1]}}]}
        """;

    public const string Converse = """
        {"metrics":{"latencyMs":551},"output":{"message":{"content":[{"text":"Hi"}],"role":"assistant"}},"stopReason":"end_turn","usage":
        """ + """
        {"cacheDetails":[{"inputTokens":1700,"ttl":"1h"},{"inputTokens":12,"ttl":"5m"}],
        "cacheReadInputTokens":50,"cacheReadInputTokenCount":50,"cacheWriteInputTokens":1712,"inputTokens":3,"outputTokens":227,
        """ + """
        "totalTokens":1992}}
        """;

    public const string Titan =
        """{"inputTextTokenCount":18,"results":[{"tokenCount":50,"outputText":"a","completionReason":"LENGTH"},"""
        + """{"tokenCount":5,"outputText":"b","completionReason":"FINISH"}]}""";

    public const string Llama = """{"generation":"Lorem","prompt_token_count":10,"generation_token_count":60,"stop_reason":"length"}""";

    public const string CohereStream = """
        event: message-start
        data: {"id":"co-1","type":"message-start","delta":{"message":{"role":"assistant","content":[]}}}

        event: message-end
        data: {"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{"billed_units":
        """ + """
        {"input_tokens":44,"output_tokens":28},"tokens":{"input_tokens":1476,"output_tokens":58},"cached_tokens":1376}}}

        data: [DONE]


        """;

    public const string OllamaStream = """
        {"model":"llama3.2","created_at":"2026-01-01T00:00:00Z","response":"A {","done":false}
        {"model":"llama3.2","created_at":"2026-01-01T00:00:01Z","response":"","done":true,"done_reason":"stop","context":
        """ + """
        [1,2,3],"total_duration":5,"load_duration":1,"prompt_eval_count":26,"prompt_eval_cached_count":20,"eval_count":298}

        """;

    /// <summary>Bedrock ConverseStream, in AWS frames.</summary>
    public static readonly byte[] ConverseStream =
    [
        .. Frame("messageStart", """{"p":"abc","role":"assistant"}"""),
        .. Frame("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"text":"I'm"},"p":"ab"}"""),
        .. Frame("messageStop", """{"stopReason":"end_turn","p":"a"}"""),
        .. Frame("metadata", """{"metrics":{"latencyMs":1},"usage":{"inputTokens":446,"outputTokens":76,"totalTokens":522},"p":"abcd"}"""),
    ];

    /// <summary>Claude through Bedrock InvokeModelWithResponseStream: base64 in AWS frames.</summary>
    public static readonly byte[] InvokeStream =
    [
        .. Chunk(
            """{"type":"message_start","message":{"id":"msg_bdrk_1","type":"message","model":"claude-3-haiku","content":[],"usage":"""
            + """{"input_tokens":14,"output_tokens":1}}}"""),
        .. Chunk(
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a longer text, to have a payload of several """
            + """lines of base64"}}"""),
        .. Chunk("""{"type":"message_delta","delta":{"stop_reason":"max_tokens"},"usage":{"output_tokens":10}}"""),
        .. Chunk(
            """{"type":"message_stop","amazon-bedrock-invocationMetrics":"""
            + """{"inputTokenCount":14,"outputTokenCount":10,"invocationLatency":438}}"""),
    ];

    /// <summary>All of them, by name.</summary>
    public static readonly (string Name, byte[] Body)[] All =
    [
        ("anthropic", Utf8(AnthropicPlain)), ("anthropic stream", Utf8(AnthropicStream)),
        ("anthropic iterations", Utf8(AnthropicIterations)),
        ("chat", Utf8(ChatPlain)), ("chat stream", Utf8(ChatStream)), ("xai", Utf8(XaiChat)), ("responses", Utf8(ResponsesPlain)),
        ("responses stream", Utf8(ResponsesStream)), ("completion", Utf8(Completion)), ("embeddings", Utf8(Embeddings)),
        ("voyage", Utf8(VoyageEmbeddings)), ("gemini", Utf8(GeminiPlain)), ("gemini array", Utf8(GeminiArray)),
        ("interactions", Utf8(Interactions)),
        ("vertex embeddings", Utf8(VertexEmbeddings)), ("converse", Utf8(Converse)), ("titan", Utf8(Titan)), ("llama", Utf8(Llama)),
        ("cohere stream", Utf8(CohereStream)), ("ollama stream", Utf8(OllamaStream)), ("converse stream", ConverseStream),
        ("invoke stream", InvokeStream),
    ];

    public static byte[] Utf8(string body) => Encoding.UTF8.GetBytes(body);

    public static byte[] Chunk(string json) => Frame("chunk", $$"""{"bytes":"{{Convert.ToBase64String(Utf8(json))}}","p":"abcdef"}""");

    /// <summary>One frame of an AWS event stream. The checksums are zero: transport security is not the reader's.</summary>
    public static byte[] Frame(string eventType, string payload, string typeHeader = ":event-type")
    {
        byte[] headers = [.. Header(typeHeader, eventType), .. Header(":content-type", "application/json")];
        var body = Utf8(payload);
        var frame = new byte[12 + headers.Length + body.Length + 4];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)frame.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)headers.Length);
        headers.CopyTo(frame, 12);
        body.CopyTo(frame, 12 + headers.Length);
        return frame;
    }

    private static byte[] Header(string name, string value)
        => [(byte)name.Length, .. Utf8(name), 7, (byte)(value.Length >> 8), (byte)value.Length, .. Utf8(value)];
}
