using System.Text.Json;
using TokenTracking.Providers;

namespace TokenTracking.Tests.Providers;

/// <summary>What becomes of the usage that each provider reports: the normalisation, interface by interface.</summary>
public sealed class UsageOfProvidersTests
{
    private static readonly LlmRequest Request = new() { System = "Be brief.", Prompt = "Say hello.", CacheSystem = true };

    [Fact]
    public async Task Anthropic_reports_caches_beside_the_input_and_thinking_inside_the_output()
    {
        var result = await CompleteAsync("anthropic", Anthropic(
            """{"input_tokens":10,"cache_creation_input_tokens":300,"cache_read_input_tokens":2000,"cache_creation":"""
            + """{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":200},"output_tokens":50,"output_tokens_details":"""
            + """{"thinking_tokens":30},"server_tool_use":{"web_search_requests":2},"service_tier":"priority"}"""));

        Assert.Equal(
            TokenUsage.FromBuckets(freshInput: 10, cacheRead: 2000, cacheWrite5m: 100, cacheWrite1h: 200, visibleOutput: 20, reasoning: 30,
                serverToolCalls: 2),
            result.Usage);
        Assert.Equal(2310, result.Usage.InputTokens);
        Assert.Equal((UsageCompleteness.Complete, "priority", "msg_1"), (result.Completeness, result.ServiceTier, result.ResponseId));
    }

    [Fact]
    public async Task Anthropic_without_a_split_of_the_writes_wrote_for_5_minutes()
    {
        var result = await CompleteAsync(
            "anthropic", Anthropic("""{"input_tokens":10,"cache_creation_input_tokens":300,"output_tokens":50}"""));

        Assert.Equal(TokenUsage.FromBuckets(freshInput: 10, cacheWrite5m: 300, visibleOutput: 50), result.Usage);
        Assert.Equal(UsageCompleteness.Complete, result.Completeness);
    }

    [Theory]
    [InlineData(
        """{"input_tokens":10,"cache_creation_input_tokens":50,"cache_creation":"""
        + """{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":0},"output_tokens":50}""")]
    [InlineData("""{"input_tokens":-10,"output_tokens":50}""")]
    [InlineData("""{"input_tokens":"10","output_tokens":50}""")]
    [InlineData("""{"input_tokens":10.5,"output_tokens":50}""")]
    [InlineData("""{"input_tokens":12345678901234567890123,"output_tokens":50}""")]
    [InlineData("""{"input_tokens":10,"output_tokens":50,"output_tokens_details":{"thinking_tokens":60}}""")]
    public async Task Figures_that_disagree_or_are_none_mark_the_usage_estimated_and_keep_the_answer(string usage)
    {
        var result = await CompleteAsync("anthropic", Anthropic(usage));

        Assert.Equal("Hello", result.Text);
        Assert.Equal(UsageCompleteness.Estimated, result.Completeness);
        Assert.Contains("\"usage.output_tokens\":50", result.RawUsage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anthropics_iterations_are_the_calls_usage_each_with_its_own_model()
    {
        var result = await CompleteAsync("anthropic", Anthropic(
            """{"input_tokens":162,"output_tokens":11,"iterations":["""
            + """{"type":"compaction","model":"claude-sonnet-4-5","input_tokens":99195,"output_tokens":81},"""
            + """{"type":"message","input_tokens":162,"output_tokens":11}]}"""));

        Assert.Equal((99357, 92), (result.Usage.InputTokens, result.Usage.OutputTokens));
        Assert.Equal(UsageCompleteness.Complete, result.Completeness);
        Assert.Equal(
            [("compaction", "claude-sonnet-4-5", 99276L), ("message", "claude-haiku-4-5", 173L)],
            result.Parts.Select(static part => (part.Kind!, part.Model!, part.Usage.TotalTokens!.Value)));
    }

    [Fact]
    public async Task Anthropics_stream_is_merged_field_by_field_and_never_added_up()
    {
        const string Start =
            """{"input_tokens":702,"cache_creation_input_tokens":300,"cache_read_input_tokens":50,"cache_creation":"""
            + """{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":200},"output_tokens":1,"service_tier":"standard"}""";
        const string Delta =
            """{"input_tokens":1591,"cache_read_input_tokens":null,"output_tokens":40,"server_tool_use":{"web_search_requests":1}}""";
        await using var server = await LoopbackServer.StartAsync(Reply.Stream(
            "text/event-stream",
            $$$"""data: {"type":"message_start","message":{"id":"msg_1","model":"claude-haiku-4-5","usage":{{{Start}}}}}""" + "\r\n\r\n",
            $$$"""data:{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{{{Delta}}}}""" + "\r\n\r\n",
            """data: {"type":"message_stop"}""" + "\r\n\r\n"));

        var (updates, exception) = await Streams.ReadAsync(Flavour.All["anthropic"].Create(server.Url, null).StreamAsync(Request));

        Assert.Null(exception);
        Assert.Equal(UsageCompleteness.Partial, updates[0].Completeness);
        Assert.Contains("\"message.usage.input_tokens\":702", updates[0].RawUsage, StringComparison.Ordinal);
        Assert.Null(updates[0].Usage.OutputTokens);
        Assert.Equal(
            TokenUsage.FromBuckets(
                freshInput: 1591, cacheRead: 50, cacheWrite5m: 100, cacheWrite1h: 200, visibleOutput: 40, serverToolCalls: 1),
            updates[^1].Usage);
        Assert.Equal((UsageCompleteness.Complete, "standard"), (updates[^1].Completeness, updates[^1].ServiceTier));
    }

    [Fact]
    public async Task OpenAI_reports_caches_inside_the_input_and_reasoning_inside_the_output()
    {
        var result = await CompleteAsync("openai", OpenAI(
            """{"prompt_tokens":1000,"completion_tokens":200,"total_tokens":1200,"prompt_tokens_details":"""
            + """{"cached_tokens":600,"cache_write_tokens":100,"audio_tokens":7},"completion_tokens_details":"""
            + """{"reasoning_tokens":150,"audio_tokens":3}}"""));

        Assert.Equal(
            TokenUsage.FromBuckets(
                freshInput: 300, cacheRead: 600, cacheWriteOther: 100, visibleOutput: 50, reasoning: 150, audioInput: 7, audioOutput: 3),
            result.Usage);
        Assert.Equal((UsageCompleteness.Complete, "flex", "chatcmpl-1"), (result.Completeness, result.ServiceTier, result.ResponseId));
    }

    [Fact]
    public async Task Reasoning_that_stands_beside_the_output_shows_in_the_total()
    {
        var result = await CompleteAsync("openai", OpenAI(
            """{"prompt_tokens":100,"completion_tokens":20,"total_tokens":420,"completion_tokens_details":{"reasoning_tokens":300}}"""));

        Assert.Equal(TokenUsage.FromBuckets(freshInput: 100, visibleOutput: 20, reasoning: 300), result.Usage);
        Assert.Equal(UsageCompleteness.Complete, result.Completeness);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"total_tokens":999}""")]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":101}}""")]
    public async Task OpenAIs_figures_that_disagree_are_estimated_and_kept_raw(string usage)
    {
        var result = await CompleteAsync("openai", OpenAI(usage));

        Assert.Equal(UsageCompleteness.Estimated, result.Completeness);
        Assert.Contains("\"usage.prompt_tokens\":100,\"usage.completion_tokens\":20", result.RawUsage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_raw_usage_holds_numbers_alone()
    {
        var result = await CompleteAsync("openai", OpenAI(
            """{"prompt_tokens":100,"completion_tokens":20,"total_tokens":1,"note":"the prompt","list":"""
            + """["text"],"flag":true,"time":0.25,"deep":{"text":"x","n":3}}"""));

        using var raw = JsonDocument.Parse(result.RawUsage!);
        Assert.Equal(100, raw.RootElement.GetProperty("usage.prompt_tokens").GetInt32());
        Assert.All(raw.RootElement.EnumerateObject(), static field => Assert.Equal(JsonValueKind.Number, field.Value.ValueKind));
    }

    [Fact]
    public async Task A_gateways_own_cost_is_kept()
    {
        var result = await CompleteAsync(
            "openai", OpenAI("""{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,"cost":0.00123}"""));

        Assert.Equal(0.00123m, result.ReportedCost);
    }

    [Fact]
    public async Task OpenAI_is_asked_for_the_usage_of_a_stream()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream("text/event-stream", Flavour.All["openai"].Pieces));

        await Streams.ReadAsync(Flavour.All["openai"].Create(server.Url, null).StreamAsync(Request));

        Assert.Contains("\"stream_options\":{\"include_usage\":true}", server.Request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAIs_stream_without_usage_is_missing_and_not_zero()
    {
        var pieces = Flavour.All["openai"].Pieces.Where(piece => !piece.Contains("prompt_tokens", StringComparison.Ordinal));
        await using var server = await LoopbackServer.StartAsync(Reply.Stream("text/event-stream", [.. pieces]));

        var (updates, exception) = await Streams.ReadAsync(Flavour.All["openai"].Create(server.Url, null).StreamAsync(Request));

        Assert.Null(exception);
        Assert.All(updates, update => Assert.Equal((true, UsageCompleteness.Missing), (update.Usage.IsUnknown, update.Completeness)));
    }

    [Fact]
    public async Task Usage_in_every_chunk_is_cumulative_and_partial_until_the_end()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream(
            "text/event-stream",
            """data: {"model":"sonar","choices":[{"delta":{"content":"Hel"}}],"usage":"""
            + """{"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}""" + "\n\n",
            """data: {"model":"sonar","choices":[{"delta":{"content":"lo"}}],"usage":"""
            + """{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}""" + "\n\n",
            "data: [DONE]\n\n"));

        var (updates, exception) = await Streams.ReadAsync(Flavour.All["openai"].Create(server.Url, null).StreamAsync(Request));

        Assert.Null(exception);
        Assert.Equal(
            [(6L, UsageCompleteness.Partial), (7L, UsageCompleteness.Partial), (7L, UsageCompleteness.Complete)],
            updates.Select(update => (update.Usage.TotalTokens!.Value, update.Completeness)));
    }

    [Fact]
    public async Task Groqs_own_place_for_the_usage_is_read()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream(
            "text/event-stream",
            """data: {"model":"llama","choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}],"x_groq":{"id":"req_1","usage":"""
            + """{"queue_time":0.04,"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}}""" + "\n\n",
            "data: [DONE]\n\n"));

        var (updates, _) = await Streams.ReadAsync(Flavour.All["openai"].Create(server.Url, null).StreamAsync(Request));

        Assert.Equal("Hi", string.Concat(updates.Select(static update => update.Text)));
        Assert.Equal((6L, UsageCompleteness.Complete), (updates[^1].Usage.TotalTokens, updates[^1].Completeness));
    }

    [Theory]
    [InlineData("ollama-chat")]
    [InlineData("ollama-generate")]
    public async Task Ollamas_prompt_count_that_is_left_out_on_a_cache_hit_is_unknown(string name)
    {
        var body = Flavour.All[name].Plain.Replace("\"prompt_eval_count\":12,", "", StringComparison.Ordinal);

        var result = await CompleteAsync(name, body);

        Assert.Equal(TokenUsage.FromBuckets(visibleOutput: 5), result.Usage);
        Assert.Null(result.Usage.InputTokens);
        Assert.Equal(UsageCompleteness.Partial, result.Completeness);
        Assert.Contains("\"eval_count\":5", result.RawUsage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ollamas_cached_prompt_is_part_of_the_prompt()
    {
        var body = Flavour.All["ollama-chat"].Plain.Replace(
            "\"prompt_eval_count\":12,", "\"prompt_eval_count\":12,\"prompt_eval_cached_count\":9,", StringComparison.Ordinal);

        var result = await CompleteAsync("ollama-chat", body);

        Assert.Equal(TokenUsage.FromBuckets(freshInput: 3, cacheRead: 9, visibleOutput: 5), result.Usage);
    }

    [Theory]
    [InlineData(
        "x_ai", "{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":420,"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":300},\"cost_in_usd_ticks\":158500000}", 420L, "0.01585")]
    [InlineData(
        "deepseek",
        "{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120,\"prompt_cache_hit_tokens\":64,"
        + "\"prompt_cache_miss_tokens\":36}", 120L, null)]
    [InlineData("perplexity", "{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120,\"cost\":{\"total_cost\":0.006}}", 120L,
        "0.006")]
    public async Task Those_who_speak_OpenAIs_interface_in_their_own_way_are_read_in_theirs(
        string provider, string usage, long total, string? cost)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(OpenAI(usage)));
        var client = new OpenAIProvider(new OpenAIOptions { ApiKey = Flavour.Key, BaseUrl = server.Url, ProviderName = provider });

        var result = await client.CompleteAsync(Request);

        Assert.Equal((provider, total, UsageCompleteness.Complete), (result.Provider, result.Usage.TotalTokens, result.Completeness));
        Assert.Equal(cost is null ? null : decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture), result.ReportedCost);
    }

    private static string Anthropic(string usage) =>
        """{"id":"msg_1","type":"message","model":"claude-haiku-4-5","content":[{"type":"thinking","thinking":"Hm"},"""
        + $$$""" {"type":"text","text":"Hello"}],"stop_reason":"end_turn","usage":{{{usage}}}}""";

    private static string OpenAI(string usage) =>
        """{"id":"chatcmpl-1","model":"gpt-5-mini","choices":[{"message":{"role":"assistant","content":"Hello"},"""
        + $$$""" "finish_reason":"stop"}],"usage":{{{usage}}},"service_tier":"flex"}""";

    private static async Task<LlmResult> CompleteAsync(string flavour, string body)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(body));
        return await Flavour.All[flavour].Create(server.Url, null).CompleteAsync(Request);
    }
}
