using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

public sealed class DialectTests
{
    [Fact]
    public void OpenAI_transcription_stream_ends_with_its_text_and_counts_audio()
    {
        var usage = Read(
            "event: transcript.text.delta\ndata: {\"type\":\"transcript.text.delta\",\"delta\":\"hi\"}\n\n"
            + "event: transcript.text.done\ndata: {\"type\":\"transcript.text.done\",\"text\":\"hi\",\"usage\":{\"type\":\"tokens\","
            + "\"input_tokens\":14,\"output_tokens\":5,\"total_tokens\":19,"
            + "\"input_token_details\":{\"text_tokens\":0,\"audio_tokens\":14}}}\n\n");

        AssertCounts(usage, "openai.responses", "openai", input: 14, output: 5);
        Assert.Equal((14L, CallOutcome.Succeeded), (usage.Usage.AudioInputTokens, usage.Outcome));
    }

    [Theory]
    [InlineData("{\"model\":\"m\",\"response\":\"h\",\"done\":false}\n", CallOutcome.Abandoned)]
    [InlineData("{\"model\":\"m\",\"message\":{\"content\":\"h\"},\"done\":false}", CallOutcome.Abandoned)]
    [InlineData("{\"model\":\"m\",\"done\":true,\"prompt_eval_count\":3,\"eval_count\":2}\n", CallOutcome.Succeeded)]
    public void Ollama_stream_has_ended_with_its_last_line_alone(string lines, CallOutcome outcome)
        => Assert.Equal(outcome, UsageReader.Read(Bodies.Utf8(lines), new WireSource(ContentType: "application/x-ndjson")).Outcome);

    [Fact]
    public void Anthropic_excludes_cache_from_input_and_includes_thinking_in_output()
    {
        var usage = Read(Bodies.AnthropicPlain);

        AssertCounts(usage, "anthropic.messages", "anthropic", input: 1962, read: 1650, write: 300, output: 70, reasoning: 20);
        // Of the tools that ran on the provider's side, a search alone is billed by the call.
        Assert.Equal((12L, 200L, 100L, 2L),
            (usage.Usage.FreshInputTokens, usage.Usage.CacheWrite5mTokens, usage.Usage.CacheWrite1hTokens, usage.Usage.ServerToolCalls));
        Assert.Equal(("fast", "us"), (usage.Speed, usage.Geo));
        Assert.Equal(("claude-sonnet-4-5-20250929", "msg_01", "standard", "end_turn"),
            (usage.Model, usage.ResponseId, usage.ServiceTier, usage.StopReason));
        Assert.Null(usage.RawUsage);
        Assert.Empty(usage.Notes);
    }

    [Fact]
    public void Anthropic_stream_merges_field_by_field_and_keeps_what_a_delta_leaves_null()
    {
        var usage = Read(Bodies.AnthropicStream);

        AssertCounts(usage, "anthropic.messages", "anthropic", input: 1631, read: 40, write: 0, output: 88);
        Assert.Equal(1591, usage.Usage.FreshInputTokens);
        Assert.Equal(CallOutcome.Succeeded, usage.Outcome);
    }

    [Fact]
    public void Anthropic_cache_writes_without_lifetime_are_five_minute_writes_and_noted()
    {
        var usage = Read("""{"type":"message","model":"m","usage":{"input_tokens":1,"cache_creation_input_tokens":7,"output_tokens":2}}""");

        Assert.Equal(7, usage.Usage.CacheWrite5mTokens);
        Assert.Contains(usage.Notes, static note => note.Contains("5 minutes", StringComparison.Ordinal));
        Assert.Equal(UsageCompleteness.Complete, usage.Completeness);
    }

    [Fact]
    public void Anthropic_iterations_are_parts_with_a_model_of_their_own_and_sum_up()
    {
        var usage = Read(Bodies.AnthropicIterations);

        Assert.Equal(99195 + 162 + 500 + 20, usage.Usage.InputTokens);
        Assert.Equal(81 + 11 + 30, usage.Usage.OutputTokens);
        Assert.Equal(["compaction", "message", "advisor_message"], usage.Parts.Select(static part => part.Kind));
        Assert.Equal(["claude-opus-4-6", "claude-opus-4-6", "claude-haiku-4-5"], usage.Parts.Select(static part => part.Model));
        Assert.Equal((4L, 6L), (usage.Parts[2].Usage.CacheWrite5mTokens, usage.Parts[2].Usage.CacheWrite1hTokens));
        Assert.Equal(UsageCompleteness.Complete, usage.Completeness);
    }

    [Fact]
    public void Anthropic_dialect_of_a_gateway_whose_total_shows_inclusive_counts_is_read_as_inclusive()
    {
        var usage = Read(
            """{"type":"message","usage":{"input_tokens":100,"cache_read_input_tokens":60,"output_tokens":5,"total_tokens":105}}""");

        Assert.Equal((40L, 100L), (usage.Usage.FreshInputTokens, usage.Usage.InputTokens));
        Assert.Contains("by the figures", usage.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Chat_includes_cache_in_prompt_and_reasoning_in_completion()
    {
        var usage = Read(Bodies.ChatPlain);

        AssertCounts(usage, "openai.chat", "openai", input: 1000, read: 600, write: 100, output: 200, reasoning: 64);
        Assert.Equal((300L, 136L, 5L), (usage.Usage.FreshInputTokens, usage.Usage.VisibleOutputTokens, usage.Usage.AudioInputTokens));
        Assert.Equal(("flex", "stop"), (usage.ServiceTier, usage.StopReason));
    }

    [Fact]
    public void Chat_stream_takes_usage_from_its_last_chunk_and_the_cost_with_it()
    {
        var usage = UsageReader.Read(Bodies.Utf8(Bodies.ChatStream), new WireSource("openrouter"));

        AssertCounts(usage, "openai.chat", "openrouter", input: 20, output: 7);
        Assert.Equal(("deepseek/deepseek-v3", 0.000013m), (usage.Model, usage.ReportedCost));
    }

    [Fact]
    public void Chat_stream_without_usage_is_missing_and_not_zero()
    {
        var usage = Read(
            "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}\n\n"
            + "data: [DONE]\n\n");

        Assert.Equal(("openai.chat", UsageCompleteness.Missing), (usage.Dialect, usage.Completeness));
        Assert.True(usage.Usage.IsUnknown);
        Assert.Null(usage.Usage.InputTokens);
    }

    [Fact]
    public void Chat_of_xai_excludes_reasoning_as_its_total_tells()
    {
        var usage = Read(Bodies.XaiChat);

        AssertCounts(usage, "openai.chat", "x_ai", input: 496, read: 320, output: 333, reasoning: 256);
        Assert.Equal(0.0005411m, usage.ReportedCost);
    }

    [Theory]
    [InlineData(
        "{\"prompt_cache_hit_tokens\":512,\"prompt_cache_miss_tokens\":28,\"prompt_tokens\":540,\"completion_tokens\":45,"
        + "\"total_tokens\":585}", 540, 512, 45)]
    [InlineData("{\"num_cached_tokens\":69,\"prompt_tokens\":70,\"completion_tokens\":12,\"total_tokens\":82}", 70, 69, 12)]
    [InlineData("{\"cached_tokens\":40,\"prompt_tokens\":46,\"completion_tokens\":42,\"total_tokens\":88}", 46, 40, 42)]
    [InlineData(
        "{\"prompt_token_details\":{\"cached_tokens\":3},\"prompt_tokens\":40,\"completion_tokens\":300,\"total_tokens\":340}", 40, 3, 300)]
    [InlineData("{\"queue_time\":0.1,\"prompt_time\":1e-3,\"prompt_tokens\":20,\"completion_tokens\":4,\"total_tokens\":24}", 20, null, 4)]
    [InlineData(
        "{\"prompt_tokens\":9,\"cache_read_input_tokens\":5,\"cache_creation_input_tokens\":2,\"completion_tokens\":1,\"total_tokens\":17}",
        16, 5, 1)]
    public void Chat_takes_the_spellings_of_the_compatible_family(string usage, int input, int? read, int output)
    {
        var result = Read($$"""{"object":"chat.completion","choices":[],"usage":{{usage}}}""");

        Assert.Equal((input, read, output), (result.Usage.InputTokens, result.Usage.CacheReadTokens, result.Usage.OutputTokens));
        Assert.Equal(UsageCompleteness.Complete, result.Completeness);
    }

    [Fact]
    public void Chat_of_groq_that_repeats_its_usage_is_counted_once()
    {
        var usage = Read(
            "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"finish_reason\":\"stop\"}],\"x_groq\":{\"id\":\"r\","
            + "\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":4,\"total_tokens\":24}},"
            + "\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":4,\"total_tokens\":24}}\n\ndata: [DONE]\n\n");

        AssertCounts(usage, "openai.chat", "groq", input: 20, output: 4);
    }

    [Fact]
    public void Chat_stream_with_cumulative_usage_takes_the_last_and_not_the_sum()
    {
        var usage = Read(string.Concat(Enumerable.Range(1, 5).Select(static count =>
            $"data: {{\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":{{\"prompt_tokens\":8,\"completion_tokens\":{count},"
            + $"\"total_tokens\":{8 + count}}}}}\r\n\r\n"))
            + "data: {\"object\":\"chat.completion.done\",\"choices\":[]}\r\n\r\n");

        AssertCounts(usage, "openai.chat", "openai", input: 8, output: 5);
    }

    [Fact]
    public void Chat_stream_of_moonshot_has_its_usage_in_the_last_choice()
        => AssertCounts(
            Read("data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\","
                + "\"usage\":{\"prompt_tokens\":19,\"completion_tokens\":21,\"total_tokens\":40,\"cached_tokens\":10}}]}\n\n"
                + "data: [DONE]\n\n"),
            "openai.chat", "openai", input: 19, read: 10, output: 21);

    [Fact]
    public void Bedrock_converse_whose_total_leaves_the_cache_out_still_excludes_it()
    {
        var usage = Read(
            """{"stopReason":"end_turn","output":{"message":{}},"usage":"""
            + """{"inputTokens":4,"outputTokens":34,"totalTokens":38,"cacheReadInputTokens":10,"cacheWriteInputTokens":3}}""");

        Assert.Equal((17L, UsageCompleteness.Estimated), (usage.Usage.InputTokens, usage.Completeness));
    }

    [Fact]
    public void Chat_with_an_own_key_adds_the_upstream_charge_to_the_gateways_fee()
    {
        var usage = Read(
            """{"object":"chat.completion","choices":[],"usage":"""
            + """{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2,"cost":0.05,"is_byok":true,"cost_details":"""
            + """{"upstream_inference_cost":1.0}}}""");

        Assert.Equal(1.05m, usage.ReportedCost);
    }

    [Fact]
    public void Chat_stream_of_writer_ends_with_its_usage_chunk()
    {
        const string body =
            "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":244,"
            + "\"total_tokens\":275,\"completion_tokens\":31}}\n\n";

        AssertCounts(UsageReader.Read(Bodies.Utf8(body), new WireSource("writer")), "writer.chat", "writer", input: 244, output: 31);
        // Without its name, the format is OpenAI's, whose mark is missing.
        Assert.Equal(UsageCompleteness.Partial, Read(body).Completeness);
    }

    [Fact]
    public void Responses_count_cache_writes_inside_of_input()
    {
        var usage = Read(Bodies.ResponsesPlain);

        AssertCounts(usage, "openai.responses", "openai", input: 109, read: 0, write: 107, output: 50, reasoning: 40);
        Assert.Equal(2, usage.Usage.FreshInputTokens);
    }

    [Fact]
    public void Responses_stream_takes_usage_model_and_tier_of_the_completed_response()
    {
        var usage = Read(Bodies.ResponsesStream);

        AssertCounts(usage, "openai.responses", "openai", input: 60, read: 10, output: 219, reasoning: 192);
        Assert.Equal(("o4-mini-2025-04-16", "default"), (usage.Model, usage.ServiceTier));
    }

    [Fact]
    public void Responses_in_the_background_have_no_usage_yet()
        => Assert.Equal(UsageCompleteness.Missing,
            Read("""{"id":"resp_9","object":"response","status":"queued","background":true,"model":"gpt-4o","usage":null}""").Completeness);

    [Fact]
    public void Legacy_completions_and_embeddings_are_told_apart_from_chat()
    {
        AssertCounts(Read(Bodies.Completion), "openai.completions", "openai", input: 8, output: 16);
        AssertCounts(Read(Bodies.Embeddings), "openai.embeddings", "openai", input: 487, output: null);
        AssertCounts(UsageReader.Read(Bodies.Utf8(Bodies.VoyageEmbeddings), new WireSource("voyage", "/v1/embeddings")),
            "voyage.embeddings", "voyage", input: 3, output: null);
    }

    [Fact]
    public void Gemini_adds_tool_use_to_input_and_thoughts_to_output()
    {
        var usage = Read(Bodies.GeminiPlain);

        AssertCounts(usage, "gemini.generate", "gcp.gemini", input: 1198, read: 100, output: 569, reasoning: 447);
        Assert.Equal(
            (27L, "standard", "gemini-2.5-flash", "r1"), (usage.Usage.AudioInputTokens, usage.ServiceTier, usage.Model, usage.ResponseId));
    }

    [Fact]
    public void Gemini_array_without_sse_takes_the_last_element()
        => AssertCounts(UsageReader.Read(Bodies.Utf8(Bodies.GeminiArray), new WireSource("google-vertex")), "gemini.generate",
            "gcp.vertex_ai", input: 8, output: 12, reasoning: 7);

    [Fact]
    public void Gemini_stream_that_restarts_is_estimated()
    {
        var usage = Read("""
            data: {"candidates":[{}],"usageMetadata":{"promptTokenCount":400,"candidatesTokenCount":47,"totalTokenCount":447}}

            data: {"candidates":[{"finishReason":"STOP"}],"usageMetadata":
            """ + """
            {"promptTokenCount":5,"candidatesTokenCount":3,"totalTokenCount":8}}


            """);

        Assert.Equal((8L, UsageCompleteness.Estimated), (usage.Usage.TotalTokens, usage.Completeness));
        Assert.Contains("447", Read(Bodies.GeminiPlain.Replace("1767", "1", StringComparison.Ordinal)).RawUsage, StringComparison.Ordinal);
    }

    [Fact]
    public void Gemini_interactions_and_vertex_embeddings_have_their_own_names()
    {
        AssertCounts(Read(Bodies.Interactions), "gemini.interactions", "gcp.gemini", input: 10, read: 4, output: 168, reasoning: 137);
        AssertCounts(UsageReader.Read(Bodies.Utf8(Bodies.VertexEmbeddings), new WireSource("google-vertex")), "gemini.embeddings",
            "gcp.vertex_ai", input: 11, output: null);
    }

    [Fact]
    public void Bedrock_converse_excludes_cache_and_splits_writes_by_lifetime()
    {
        var usage = Read(Bodies.Converse);

        AssertCounts(usage, "bedrock.converse", "aws.bedrock", input: 1765, read: 50, write: 1712, output: 227);
        Assert.Equal((12L, 1700L), (usage.Usage.CacheWrite5mTokens, usage.Usage.CacheWrite1hTokens));
    }

    [Fact]
    public void Bedrock_streams_are_read_through_their_frames_and_base64()
    {
        AssertCounts(UsageReader.Read(Bodies.ConverseStream), "bedrock.converse", "aws.bedrock", input: 446, output: 76);
        AssertCounts(
            UsageReader.Read(Bodies.InvokeStream, new WireSource("bedrock")), "anthropic.messages", "aws.bedrock", input: 14, output: 10);
    }

    [Fact]
    public void Bedrock_model_families_count_in_their_own_fields()
    {
        AssertCounts(Read(Bodies.Titan), "bedrock.titan", "aws.bedrock", input: 18, output: 55);
        AssertCounts(Read(Bodies.Llama), "bedrock.llama", "aws.bedrock", input: 10, output: 60);
    }

    [Fact]
    public void Bedrock_families_that_count_in_headers_alone_are_read_from_them()
    {
        using var reader = new UsageReader(new WireSource("bedrock", "bedrock:invoke"));
        reader.Header("X-Amzn-Bedrock-Input-Token-Count", "31");
        reader.Header("x-amzn-bedrock-output-token-count", "17");
        reader.Header("date", "today");
        reader.Append("""{"outputs":[{"text":"A man","stop_reason":"length"}]}"""u8);

        AssertCounts(reader.Complete(), "bedrock.invoke", "aws.bedrock", input: 31, output: 17);
    }

    [Fact]
    public void Cohere_counts_what_is_billed()
        => AssertCounts(Read(Bodies.CohereStream), "cohere.chat", "cohere", input: 44, output: 28);

    [Fact]
    public void Ollama_counts_in_its_last_object()
    {
        AssertCounts(Read(Bodies.OllamaStream), "ollama.native", "ollama", input: 26, read: 20, output: 298);
        AssertCounts(Read("""{"model":"nomic","embeddings":[[0.1]],"total_duration":1,"load_duration":1,"prompt_eval_count":8}"""),
            "ollama.embed", "ollama", input: 8, output: null);
    }

    [Fact]
    public void Ollama_prompt_that_came_from_its_cache_is_unknown_and_not_zero()
    {
        var usage = Read("""{"model":"llama3","response":"","done":true,"done_reason":"stop","eval_count":58}""");

        Assert.Equal((null, 58L, UsageCompleteness.Partial), (usage.Usage.InputTokens, usage.Usage.OutputTokens, usage.Completeness));
    }

    [Fact]
    public void An_unknown_host_is_a_stranger_and_not_the_dialects_owner()
    {
        Assert.Null(
            UsageReader.Read(Bodies.Utf8(Bodies.ChatPlain), new WireSource(Endpoint: "http://10.0.0.7:8000/v1/chat/completions")).Provider);
        Assert.Equal(
            "groq", UsageReader.Read(
                Bodies.Utf8(Bodies.ChatPlain), new WireSource(Endpoint: "https://api.groq.com/openai/v1/chat/completions")).Provider);
    }

    private static WireUsage Read(string body) => UsageReader.Read(Bodies.Utf8(body));

    private static void AssertCounts(
        WireUsage usage, string dialect, string provider, long? input, long? output, long? read = null, long? write = null,
        long? reasoning = null)
    {
        Assert.Equal((dialect, provider, UsageCompleteness.Complete), (usage.Dialect, usage.Provider, usage.Completeness));
        Assert.Equal(
            (input, read, write, output, reasoning),
            (usage.Usage.InputTokens, usage.Usage.CacheReadTokens, usage.Usage.CacheWriteTokens, usage.Usage.OutputTokens,
                usage.Usage.ReasoningTokens));
    }
}
