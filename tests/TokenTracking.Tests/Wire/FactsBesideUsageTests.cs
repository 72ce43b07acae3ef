using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

/// <summary>Costs, tiers, regions, server tools and counts that are not in the usage object of the usual kind.</summary>
public sealed class FactsBesideUsageTests
{
    [Theory]
    [InlineData("\"cost_in_usd_ticks\":0", null)] // a host that sells Grok on its own account
    [InlineData("\"cost_in_usd_ticks\":5411000", "0.0005411")]
    [InlineData("\"cost\":0", null)] // an empty field
    [InlineData("\"cost\":0,\"cost_details\":{\"upstream_inference_cost\":0}", "0")] // OpenRouter's free models
    [InlineData("\"cost\":0.25", "0.25")]
    public void A_zero_from_one_who_does_not_bill_is_no_figure(string cost, string? expected)
        => Assert.Equal(
            expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            Read("{\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":1,"
                + "\"completion_tokens\":1," + cost + "}}")
                .ReportedCost);

    [Fact]
    public void A_cost_beside_the_usage_is_read()
    {
        Assert.Equal(0.5m, Read("{\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[],\"cost\":{\"usd\":0.5},"
            + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}").ReportedCost);
        var rerank = Read("{\"model\":\"m\",\"results\":[{\"index\":0,\"relevance_score\":0.5}],\"usage\":{\"cost\":0.001,"
            + "\"search_units\":1,\"total_tokens\":40}}");
        Assert.Equal(("rerank", 0.001m, 40L), (rerank.Dialect, rerank.ReportedCost, rerank.Usage.InputTokens));
    }

    [Theory]
    [InlineData("\"trafficType\":\"ON_DEMAND_FLEX\"", "ON_DEMAND_FLEX")]
    [InlineData("\"trafficType\":\"PROVISIONED_THROUGHPUT\"", "PROVISIONED_THROUGHPUT")]
    [InlineData("\"serviceTier\":\"priority\",\"trafficType\":\"ON_DEMAND\"", "priority")]
    public void The_traffic_type_is_the_tier(string usage, string tier)
        => Assert.Equal(
            tier,
            Read("{\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":4,"
                + "\"candidatesTokenCount\":2,\"totalTokenCount\":6,"
                + usage + "}}").ServiceTier);

    [Theory]
    [InlineData("https://eu.api.openai.com/v1/responses", "eu")]
    [InlineData("https://EU.api.openai.com:443/v1/responses", "eu")]
    [InlineData("https://api.openai.com/v1/responses", null)]
    [InlineData("https://europe-west1-aiplatform.googleapis.com/v1/x", "europe-west1")]
    [InlineData("https://aiplatform.eu.rep.googleapis.com/v1/x", "eu")]
    [InlineData("https://aiplatform.googleapis.com/v1/x", null)]
    [InlineData("https://evil.example/?u=https://eu.api.openai.com/", null)]
    [InlineData("/v1/responses", null)]
    public void The_host_names_the_region_unless_the_response_does(string endpoint, string? region)
        => Assert.Equal(
            region,
            UsageReader.Read(
                Bodies.Utf8("""{"object":"response","status":"completed","usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}"""),
                new WireSource(Endpoint: endpoint)).Geo);

    [Theory]
    [InlineData("\"output\":[{\"action\":{\"type\":\"search\"}},{\"action\":{\"type\":\"open_page\"}},"
        + "{\"action\":{\"type\":\"search\"}}]", 2L)]
    [InlineData("\"output\":[{\"action\":{\"type\":\"search\"}}],\"tool_usage\":{\"web_search\":{\"num_requests\":3}}", 3L)]
    [InlineData("\"output\":[{\"type\":\"message\"}]", null)]
    public void Searches_of_the_Responses_API_are_counted(string members, long? calls)
    {
        const string usage = "\"usage\":{\"input_tokens\":1,\"output_tokens\":1,\"total_tokens\":2}";
        var whole = "{\"object\":\"response\",\"status\":\"completed\"," + members + "," + usage + "}";

        Assert.Equal(calls, Read(whole).Usage.ServerToolCalls);
        Assert.Equal(calls, Read("data: {\"type\":\"response.completed\",\"response\":" + whole + "}\n\n").Usage.ServerToolCalls);
    }

    [Theory]
    [InlineData("watsonx.text", 5L, 20L, null, "{\"model_id\":\"g\",\"results\":[{\"generated_text\":\"a\","
        + "\"generated_token_count\":20,\"input_token_count\":5,\"stop_reason\":\"max_tokens\"}]}")]
    [InlineData("watsonx.text", 5L, 20L, null, "data: {\"model_id\":\"g\",\"results\":[{\"generated_token_count\":1,"
        + "\"input_token_count\":5,\"stop_reason\":\"not_finished\"}]}\n\ndata: {\"results\":[{\"generated_token_count\":20,"
        + "\"input_token_count\":0,\"stop_reason\":\"eos_token\"}]}\n\n")]
    [InlineData("llamacpp.completion", 237L, 35L, 236L, "{\"content\":\"a\",\"stop\":true,\"model\":\"q\","
        + "\"tokens_predicted\":35,\"tokens_evaluated\":237,\"timings\":{\"cache_n\":236,\"prompt_n\":1,\"predicted_n\":35}}")]
    [InlineData("llamacpp.timings", 237L, 35L, 236L, "data: {\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,"
        + "\"delta\":{}}],\"object\":\"chat.completion.chunk\",\"timings\":{\"cache_n\":236,\"prompt_n\":1,"
        + "\"predicted_n\":35}}\n\ndata: [DONE]\n\n")]
    [InlineData("lmstudio.chat", 646L, 586L, null, "{\"model_instance_id\":\"q\",\"output\":[],\"stats\":{\"input_tokens\":646,"
        + "\"total_output_tokens\":586,\"reasoning_output_tokens\":100},\"response_id\":\"r\"}")]
    [InlineData("cohere.chat", 6L, 30L, null, "{\"id\":\"c\",\"finish_reason\":\"COMPLETE\","
        + "\"usage\":{\"billed_units\":{\"input_tokens\":6,\"output_tokens\":30},\"tokens\":{\"input_tokens\":71,\"output_tokens\":40}}}")]
    [InlineData("cohere.chat", 6L, 30L, null, "{\"is_finished\":false,\"event_type\":\"stream-start\","
        + "\"generation_id\":\"g\"}\n{\"is_finished\":true,\"event_type\":\"stream-end\",\"finish_reason\":\"COMPLETE\","
        + "\"response\":{\"meta\":{\"billed_units\":{\"input_tokens\":6,\"output_tokens\":30}}}}\n")]
    public void Counts_of_servers_with_names_of_their_own(string dialect, long input, long output, long? cached, string body)
    {
        var usage = Read(body);

        Assert.Equal((dialect, input, output, cached, UsageCompleteness.Complete),
            (usage.Dialect, usage.Usage.InputTokens, usage.Usage.OutputTokens, usage.Usage.CacheReadTokens, usage.Completeness));
    }

    [Theory]
    [InlineData("mistral.ocr", "3 pages", "{\"pages\":[],\"model\":\"o\",\"usage_info\":{\"pages_processed\":3,\"doc_size_bytes\":99}}")]
    [InlineData("openai.responses", "9 seconds", "{\"text\":\"a\",\"usage\":{\"type\":\"duration\",\"seconds\":9}}")]
    [InlineData("openai.responses", "8.47 seconds", "{\"task\":\"transcribe\",\"duration\":8.47,\"text\":\"a\"}")]
    [InlineData("openai.responses", "2 images", "{\"created\":1,\"data\":[{\"url\":\"u\"},{\"url\":\"v\"}]}")]
    [InlineData("cohere.chat", "1 search_units", "{\"id\":\"c\",\"results\":[],\"meta\":{\"billed_units\":{\"search_units\":1}}}")]
    public void Other_units_are_a_complete_usage_without_tokens(string dialect, string unit, string body)
    {
        var usage = Read(body);

        Assert.Equal((dialect, UsageCompleteness.Complete, true), (usage.Dialect, usage.Completeness, usage.Usage.IsUnknown));
        Assert.Equal([unit], usage.Units.Select(static one => FormattableString.Invariant($"{one.Quantity} {one.Unit}")));
        Assert.Empty(usage.Notes);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("null")]
    public void A_unit_of_which_nothing_was_used_is_not_listed(string pages)
        => Assert.Empty(Read("{\"model\":\"o\",\"usage_info\":{\"pages_processed\":" + pages + "}}").Units);

    [Theory]
    [InlineData("1e20")]
    [InlineData("-1")]
    [InlineData("1e400")]
    public void An_impossible_unit_is_kept_as_a_raw_number(string pages)
    {
        var usage = Read("{\"model\":\"o\",\"usage_info\":{\"pages_processed\":" + pages + "}}");

        Assert.Empty(usage.Units);
        Assert.Equal(UsageCompleteness.Estimated, usage.Completeness);
        Assert.NotNull(usage.RawUsage);
    }

    [Fact]
    public void Audio_that_is_in_the_total_alone_is_input()
    {
        var usage = Read("{\"object\":\"chat.completion\",\"model\":\"voxtral\",\"choices\":[],\"usage\":{\"prompt_audio_seconds\":30,"
            + "\"prompt_tokens\":9,\"completion_tokens\":16,\"total_tokens\":400}}");

        Assert.Equal((384L, 375L, 16L), (usage.Usage.InputTokens, usage.Usage.AudioInputTokens, usage.Usage.OutputTokens));
        Assert.Equal((UsageCompleteness.Complete, new UsageUnit("seconds", 30)), (usage.Completeness, Assert.Single(usage.Units)));
    }

    [Fact]
    public void Queries_of_Gemini_are_counted_as_server_tools()
        => Assert.Equal(
            2,
            Read("{\"candidates\":[{\"finishReason\":\"STOP\",\"groundingMetadata\":{\"webSearchQueries\":[\"q1\",\"q2\"]}}],"
                + "\"usageMetadata\":{\"promptTokenCount\":1,\"candidatesTokenCount\":1,\"totalTokenCount\":2}}").Usage.ServerToolCalls);

    [Fact]
    public void The_first_line_of_a_Cohere_stream_is_no_whole_answer()
        => Assert.Equal(CallOutcome.Abandoned, Read("{\"is_finished\":false,\"event_type\":\"stream-start\","
            + "\"generation_id\":\"g\"}\n").Outcome);

    private static WireUsage Read(string body) => UsageReader.Read(Bodies.Utf8(body));
}
