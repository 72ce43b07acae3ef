using System.Text.Json;
using TokenTracking.Testing;
using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

public sealed class OddBodyTests
{
    [Theory]
    [InlineData("12345678901234567890")]
    [InlineData("-5")]
    [InlineData("12.5")]
    [InlineData("1e300")]
    [InlineData("1000000000000001")]
    public void A_number_that_is_no_count_is_not_used_and_kept_as_it_was(string number)
    {
        var usage = Read(Chat($"\"prompt_tokens\":{number},\"completion_tokens\":7"));

        Assert.Equal((null, 7L, UsageCompleteness.Estimated), (usage.Usage.InputTokens, usage.Usage.OutputTokens, usage.Completeness));
        Assert.Contains($"\"usage.prompt_tokens\":{number}", usage.RawUsage, StringComparison.Ordinal);
        Assert.Contains(usage.Notes, static note => note.Contains("no number", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("true")]
    [InlineData("[1]")]
    [InlineData("{\"a\":{\"b\":[]}}")]
    [InlineData("\"many\"")]
    public void Something_else_than_a_number_is_noted_and_nothing_of_it_is_kept(string value)
    {
        var usage = Read(Chat($"\"prompt_tokens\":{value},\"completion_tokens\":7"));

        Assert.Equal((null, 7L, UsageCompleteness.Estimated), (usage.Usage.InputTokens, usage.Usage.OutputTokens, usage.Completeness));
        using var raw = JsonDocument.Parse(usage.RawUsage!);
        Assert.Equal(JsonValueKind.Null, raw.RootElement.GetProperty("usage.prompt_tokens").ValueKind);
        Assert.DoesNotContain("many", usage.RawUsage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12.0", 12)]
    [InlineData("1.2e1", 12)]
    [InlineData("0", 0)]
    public void A_count_may_be_spelled_in_any_way(string number, int count)
        => Assert.Equal(
            (count, UsageCompleteness.Complete),
            (Read(Chat($"\"prompt_tokens\":{number},\"completion_tokens\":7")) is var usage ? (int)usage.Usage.InputTokens! : -1,
                usage.Completeness));

    [Fact]
    public void A_count_given_as_text_is_taken_and_noted()
    {
        var usage = Read(Chat("\"prompt_tokens\":\"12\",\"completion_tokens\":7"));

        Assert.Equal((12L, UsageCompleteness.Estimated), (usage.Usage.InputTokens, usage.Completeness));
    }

    [Fact]
    public void A_key_given_twice_with_different_values_is_estimated()
    {
        var usage = Read(Chat("\"prompt_tokens\":10,\"prompt_tokens\":12,\"completion_tokens\":7"));

        Assert.Equal((12L, UsageCompleteness.Estimated), (usage.Usage.InputTokens, usage.Completeness));
        Assert.Contains(usage.Notes, static note => note.Contains("usage.prompt_tokens is duplicated", StringComparison.Ordinal));
    }

    [Fact]
    public void A_usage_object_given_twice_is_estimated()
        => Assert.Equal(
            UsageCompleteness.Estimated,
            Read("""{"object":"chat.completion","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1},"usage":"""
                + """{"prompt_tokens":2,"completion_tokens":2}}""").Completeness);

    [Fact]
    public void A_total_that_no_reading_explains_is_estimated_and_the_raw_numbers_are_kept()
    {
        var usage = Read(Chat("\"prompt_tokens\":10,\"completion_tokens\":7,\"total_tokens\":99"));

        Assert.Equal((10L, 7L, UsageCompleteness.Estimated), (usage.Usage.InputTokens, usage.Usage.OutputTokens, usage.Completeness));
        Assert.Equal("""{"usage.total_tokens":99,"usage.prompt_tokens":10,"usage.completion_tokens":7}""", usage.RawUsage);
    }

    [Fact]
    public void More_cached_tokens_than_input_are_left_out_where_input_and_total_agree()
    {
        var usage = Read(
            Chat("\"prompt_tokens\":325,\"completion_tokens\":17,\"total_tokens\":342,\"prompt_tokens_details\":{\"cached_tokens\":492}"));

        Assert.Equal((325L, null, UsageCompleteness.Estimated), (usage.Usage.InputTokens, usage.Usage.CacheReadTokens, usage.Completeness));
        Assert.Contains("492", usage.RawUsage, StringComparison.Ordinal);
    }

    [Fact]
    public void More_cached_tokens_than_input_stand_beside_it_where_no_total_says_otherwise()
    {
        var usage = Read(Chat("\"prompt_tokens\":325,\"completion_tokens\":17,\"prompt_tokens_details\":{\"cached_tokens\":492}"));

        Assert.Equal(817, usage.Usage.InputTokens);
    }

    [Theory]
    [InlineData("", null, 52L, null)] // output and total agree: the reasoning count is wrong
    [InlineData("", "openrouter", 52L, null)]
    [InlineData(",\"market_cost\":0.003426", null, 284L, 232L)] // Vercel's Gemini: its cost charges both
    [InlineData("", "vercel", 284L, 232L)]
    public void More_reasoning_than_output_is_added_only_where_a_gateway_leaves_it_out_of_the_total(
        string sign, string? provider, long output, long? reasoning)
    {
        var usage = UsageReader.Read(
            Bodies.Utf8(Chat("\"prompt_tokens\":9,\"completion_tokens\":52,\"total_tokens\":61,\"completion_tokens_details\":"
                + "{\"reasoning_tokens\":232}" + sign)),
            new WireSource(provider));

        Assert.Equal((output, reasoning, UsageCompleteness.Estimated),
            (usage.Usage.OutputTokens, usage.Usage.ReasoningTokens, usage.Completeness));
        Assert.Contains("232", usage.RawUsage, StringComparison.Ordinal);
    }

    [Fact]
    public void More_reasoning_than_output_stands_beside_it_where_no_total_says_otherwise()
        => Assert.Equal(
            284,
            Read(Chat("\"prompt_tokens\":9,\"completion_tokens\":52,\"completion_tokens_details\":{\"reasoning_tokens\":232}"))
                .Usage.OutputTokens);

    [Fact]
    public void Nesting_of_any_depth_is_passed_over()
    {
        var deep = new string('[', 10_000) + new string(']', 10_000);
        var objects = string.Concat(Enumerable.Repeat("{\"usage\":", 10_000)) + "1" + new string('}', 10_000);

        var body = $$$"""
            {"content":{{{deep}}},"object":"chat.completion","choices":{{{deep}}},
            "usage":{"x":{{{objects}}},"prompt_tokens":3,"completion_tokens":1}}
            """;
        Assert.Equal(3, Read(body).Usage.InputTokens);
        Assert.Equal(UsageCompleteness.Missing, Read(objects).Completeness);
        Assert.Equal(UsageCompleteness.Missing, Read(new string('[', 100_000)).Completeness);
        Assert.Equal(UsageCompleteness.Missing, Read(new string('{', 100_000)).Completeness);
    }

    [Fact]
    public void A_body_of_100_MB_takes_no_more_memory_than_a_small_one()
    {
        var piece = new byte[1 << 20];
        piece.AsSpan().Fill((byte)'x');
        using var reader = new UsageReader();
        reader.Append("{\"object\":\"chat.completion\",\"choices\":[{\"message\":{\"content\":\""u8);

        // The text goes on from round to round: two of them at the least.
        var allocated = Allocation.Of(() =>
        {
            for (var count = 0; count < 100; count++)
                reader.Append(piece);
        });
        reader.Append("\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}"u8);

        Assert.Equal(0, allocated);
        Assert.Equal((3L, UsageCompleteness.Complete), (reader.Complete().Usage.TotalTokens, reader.Complete().Completeness));
    }

    [Fact]
    public void Reading_allocates_its_result_alone_whatever_the_size_of_the_body()
    {
        var small = Allocated(1_000);

        Assert.Equal(small, Allocated(1_000_000));
        Assert.True(small < 1_000, $"{small} B for a result");

        static long Allocated(int size)
        {
            var body = Bodies.Utf8($$$"""
                {"id":"c1","object":"chat.completion","model":"m",
                "choices":[{"message":{"content":"{{{new string('x', size)}}}"},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,"cost":0.5}}
                """);
            var source = new WireSource("openrouter", "https://openrouter.ai/api/v1/chat/completions", "application/json", 200);
            return Allocation.Of(() => UsageReader.Read(body, in source));
        }
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("<html>", "no JSON")]
    [InlineData("\u001f\u008b", "compressed")]
    [InlineData("{}", "no known response")]
    public void A_body_that_cannot_be_read_says_why(string body, string note)
    {
        var usage = UsageReader.Read(System.Text.Encoding.Latin1.GetBytes(body));

        Assert.Equal(UsageCompleteness.Missing, usage.Completeness);
        Assert.Contains(note, Assert.Single(usage.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Escaped_keys_and_texts_are_read_as_what_they_mean()
    {
        var usage = Read(
            """{"\u006fbject":"chat\u002ecompletion","mod\u0065l":"caf\u00e9 \ud83d\ude00","choices":[],"us\u0061ge":"""
            + """{"prompt_tokens":1,"completion_tokens":2}}""");

        Assert.Equal(("café 😀", 3L), (usage.Model, usage.Usage.TotalTokens));
    }

    [Fact]
    public void An_error_inside_a_stream_is_a_failed_call_with_its_type_and_without_its_message()
    {
        var usage = Read(
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"secret words\"}}\n\n");

        Assert.Equal(
            (CallOutcome.Failed, "overloaded_error", UsageCompleteness.Missing), (usage.Outcome, usage.ErrorType, usage.Completeness));
        Assert.DoesNotContain("secret", ResultText.Of(usage), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_frame_of_AWS_is_a_failed_call()
        => Assert.Equal(
            (CallOutcome.Failed, "throttlingException"),
            UsageReader.Read(Bodies.Frame("throttlingException", """{"message":"slow down"}""", ":exception-type")) is var usage
                ? (usage.Outcome, usage.ErrorType) : default);

    [Fact]
    public void A_stream_that_breaks_off_keeps_what_came_and_takes_no_placeholder_for_a_count()
    {
        var start = Bodies.AnthropicStream[..Bodies.AnthropicStream.IndexOf("event: message_delta", StringComparison.Ordinal)];
        var usage = Read(start);

        Assert.Equal((742L, null), (usage.Usage.InputTokens, usage.Usage.OutputTokens));
        Assert.Equal((UsageCompleteness.Partial, CallOutcome.Abandoned), (usage.Completeness, usage.Outcome));
    }

    [Fact]
    public void A_body_of_several_answers_is_estimated_and_whole_only_with_the_last_ones_end()
    {
        var usage = Read(Bodies.AnthropicStream + Bodies.AnthropicStream);

        Assert.Equal((88L, UsageCompleteness.Estimated), (usage.Usage.OutputTokens, usage.Completeness));
        Assert.Equal(UsageCompleteness.Partial, Read(Bodies.AnthropicStream + Bodies.AnthropicStream[..400]).Completeness);
    }

    [Fact]
    public void A_broken_line_of_NDJSON_does_not_take_the_others_with_it()
    {
        var usage = Read(
            "{\"model\":\"m\",\"done\":false}\n{\"model\":\"m\",\"done\":false}\n{\"mod\"el oops\n"
            + "{\"model\":\"m\",\"done\":true,\"prompt_eval_count\":1,\"eval_count\":2}\n");

        Assert.Equal((3L, UsageCompleteness.Partial), (usage.Usage.TotalTokens, usage.Completeness));
    }

    [Fact]
    public void Current_gives_the_usage_so_far_and_Complete_the_same_result_each_time()
    {
        using var reader = new UsageReader();
        reader.Append(Bodies.Utf8(Bodies.AnthropicStream).AsSpan(0, 600));
        Assert.Equal(UsageCompleteness.Partial, reader.Current().Completeness);
        reader.Append(Bodies.Utf8(Bodies.AnthropicStream).AsSpan(600));

        var result = reader.Complete();
        reader.Append("{\"usage\":{\"input_tokens\":1}}"u8);

        Assert.Same(result, reader.Complete());
        Assert.Same(result, reader.Current());
        Assert.Equal(UsageCompleteness.Complete, result.Completeness);
    }

    private static string Chat(string usage) => $$$"""{"object":"chat.completion","choices":[],"usage":{ {{{usage}}} }}""";

    private static WireUsage Read(string body) => UsageReader.Read(Bodies.Utf8(body));
}
