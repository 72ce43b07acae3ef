using TokenTracking.Tests.Pricing;
using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

/// <summary>Which of the cached tokens were audio or images: as the response states it, and marked where it does not.</summary>
public sealed class CachedPartTests
{
    private const string Open = "the response does not say how many of the cached tokens were audio or images";
    private const string Disagree = "the kinds of the cached tokens do not agree with the other counts: they are not used";

    [Fact]
    public void Realtime_states_the_kinds_of_the_cached_tokens()
    {
        var read = Read("""
            {"type":"response.done","response":{"object":"realtime.response","id":"r","status":"completed","usage":{
            "total_tokens":1000,"input_tokens":700,"output_tokens":300,
            "input_token_details":{"text_tokens":100,"audio_tokens":500,"image_tokens":100,"cached_tokens":384,
            "cached_tokens_details":{"text_tokens":64,"audio_tokens":256,"image_tokens":64}},
            "output_token_details":{"text_tokens":60,"audio_tokens":240}}}}
            """);

        Assert.Equal((500L, 256L, 100L, 64L), PartsOf(read));
        Assert.Equal((UsageCompleteness.Complete, 0), (read.Completeness, read.Notes.Count));
        Assert.Equal(
            [("audioInput", 244L), ("audioCacheRead", 256L), ("imageInput", 36L), ("imageCacheRead", 64L), ("input", 36L),
                ("cacheRead", 64L), ("audioOutput", 240L), ("output", 60L)],
            LinesOf(read, "openai", "gpt-realtime", CostBasis.Listed));
    }

    [Theory]
    [InlineData("AUDIO", "TEXT")]
    [InlineData("audio", "VIDEO")]
    [InlineData("4", "5")]
    public void Gemini_states_them_by_modality(string audio, string other)
    {
        var read = Gemini($$"""
            "cachedContentTokenCount":700,"promptTokensDetails":[{"modality":"{{audio}}","tokenCount":800},
            {"modality":"TEXT","tokenCount":200}],
            "cacheTokensDetails":[{"modality":"{{audio}}","tokenCount":600},{"modality":"{{other}}","tokenCount":100}]
            """);

        Assert.Equal((800L, 600L, null, null), PartsOf(read));
        Assert.Equal(
            [("audioInput", 200L), ("audioCacheRead", 600L), ("input", 100L), ("cacheRead", 100L), ("output", 10L)],
            LinesOf(read, "gcp.gemini", "gemini-2.5-flash", CostBasis.Listed));
    }

    [Fact]
    public void A_kind_that_is_left_out_is_zero_if_the_others_are_all()
    {
        var read = Gemini("""
            "cachedContentTokenCount":150,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":800},
            {"modality":"TEXT","tokenCount":200}],
            "cacheTokensDetails":[{"modality":"TEXT","tokenCount":150}]
            """);

        Assert.Equal((800L, 0L, null, null), PartsOf(read));
        Assert.Empty(read.Notes);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" ,"cacheTokensDetails":[]""")]
    [InlineData(""" ,"cacheTokensDetails":[{"modality":"TEXT","tokenCount":50}]""")]
    public void A_division_that_is_not_stated_is_marked_and_its_cost_is_derived(string details)
    {
        var read = Gemini("""
            "cachedContentTokenCount":700,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":800},{"modality":"TEXT","tokenCount":200}]
            """ + details);

        Assert.Equal((800L, null, null, null), PartsOf(read));
        Assert.Equal([Open], read.Notes);
        Assert.Equal(
            [("audioInput", 300L), ("audioCacheRead", 500L), ("cacheRead", 200L), ("output", 10L)],
            LinesOf(read, "gcp.gemini", "gemini-2.5-flash", CostBasis.Derived));
    }

    [Theory]
    [InlineData(1000, 1000, 400)]
    [InlineData(1000, 700, 1000)]
    [InlineData(1000, 0, 400)]
    public void A_division_without_a_choice_is_exact(int input, int cached, int audio)
    {
        var read = Read(FormattableString.Invariant($$$"""
            {"candidates":[{"finishReason":"STOP"}],"modelVersion":"gemini-2.5-flash","usageMetadata":{"promptTokenCount":{{{input}}},
            "candidatesTokenCount":10,"totalTokenCount":{{{input + 10}}},"cachedContentTokenCount":{{{cached}}},
            "promptTokensDetails":[{"modality":"AUDIO","tokenCount":{{{audio}}}}]}}
            """));

        Assert.Empty(read.Notes);
        LinesOf(read, "gcp.gemini", "gemini-2.5-flash", CostBasis.Listed);
    }

    [Theory]
    [InlineData("AUDIO", 701)]
    [InlineData("TEXT", 701)]
    [InlineData("IMAGE", 300)]
    public void Kinds_that_contradict_the_counts_are_not_used(string modality, int tokens)
    {
        var read = Gemini(FormattableString.Invariant($$"""
            "cachedContentTokenCount":700,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":800},
            {"modality":"IMAGE","tokenCount":200}],
            "cacheTokensDetails":[{"modality":"{{modality}}","tokenCount":{{tokens}}}]
            """));

        Assert.Equal((800L, null, 200L, null), PartsOf(read));
        Assert.Equal((UsageCompleteness.Estimated, Disagree), (read.Completeness, read.Notes[0]));
    }

    [Fact]
    public void What_tools_brought_in_has_its_modalities()
    {
        var read = Gemini("""
            "toolUsePromptTokenCount":90,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":800}],
            "toolUsePromptTokensDetails":[{"modality":"AUDIO","tokenCount":50},{"modality":"IMAGE","tokenCount":40}]
            """, total: 1100);

        Assert.Equal((850L, null, 40L, null), PartsOf(read));
        Assert.Equal((1090L, UsageCompleteness.Complete), (read.Usage.InputTokens, read.Completeness));
    }

    [Fact]
    public void Interactions_state_them_too()
    {
        var read = Read("""
            {"object":"interaction","id":"i","model":"gemini-2.5-flash","status":"completed","usage":{"total_input_tokens":1000,
            "total_cached_tokens":700,"total_output_tokens":10,"total_tool_use_tokens":90,"total_tokens":1100,
            "input_tokens_by_modality":[{"modality":"audio","tokens":800},{"modality":"text","tokens":200}],
            "tool_use_tokens_by_modality":[{"modality":"image","tokens":90}],
            "cached_tokens_by_modality":[{"modality":"audio","tokens":600},{"modality":"text","tokens":100}]}}
            """);

        Assert.Equal((800L, 600L, 90L, 0L), PartsOf(read));
        Assert.Equal(UsageCompleteness.Complete, read.Completeness);
    }

    [Fact]
    public void Live_answers_state_the_audio_of_the_output()
    {
        var read = Read("""
            {"serverContent":{"turnComplete":true},"usageMetadata":{"promptTokenCount":10,"responseTokenCount":1000,"totalTokenCount":1010,
            "responseTokensDetails":[{"modality":"AUDIO","tokenCount":900},{"modality":"TEXT","tokenCount":100}]}}
            """);

        Assert.Equal((900L, 1000L), (read.Usage.AudioOutputTokens, read.Usage.OutputTokens));
    }

    private static WireUsage Gemini(string fields, int total = 1010) => Read(
        """{"candidates":[{"finishReason":"STOP"}],"modelVersion":"gemini-2.5-flash","usageMetadata":{"promptTokenCount":1000,"""
        + FormattableString.Invariant($"\"candidatesTokenCount\":10,\"totalTokenCount\":{total},") + fields + "}}");

    private static WireUsage Read(string body) => UsageReader.Read(Bodies.Utf8(body), default);

    private static (long? Audio, long? CachedAudio, long? Images, long? CachedImages) PartsOf(WireUsage read) => (
        read.Usage.AudioInputTokens, read.Usage.AudioCacheReadTokens, read.Usage.ImageInputTokens, read.Usage.ImageCacheReadTokens);

    private static IEnumerable<(string Kind, long Quantity)> LinesOf(WireUsage read, string provider, string model, CostBasis basis)
    {
        var record = SampleCalls.Of(provider, model, read.Usage);
        var bill = PriceBook.Default.Explain(in record);
        Assert.Equal(basis, bill.Basis);
        Assert.Equal(basis == CostBasis.Derived, bill.Notes.Any(static note => note.StartsWith("Derived:", StringComparison.Ordinal)));
        return bill.Lines.Select(static line => (line.Kind, line.Quantity));
    }
}
