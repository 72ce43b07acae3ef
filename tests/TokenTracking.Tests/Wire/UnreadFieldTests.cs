using System.Text;
using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

/// <summary>Numbers that sound like usage and that nothing reads are found and noted.</summary>
public sealed class UnreadFieldTests
{
    [Theory]
    [InlineData("\"search_tokens\":7", "usage.search_tokens", 7)]
    [InlineData("\"new_details\":{\"video_seconds\":1.5}", "usage.new_details.video_seconds", 1.5)]
    [InlineData("\"new_list\":[{\"pages\":4}]", "usage.new_list[].pages", 4)]
    [InlineData("\"prompt_tokens_details\":{\"smell_tokens\":3}", "usage.prompt_tokens_details.smell_tokens", 3)]
    [InlineData("\"by model\":{\"a b\":{\"tokens\":5}}", "usage.*.*.tokens", 5)]
    public void A_new_number_in_the_usage_object_is_noted(string field, string path, double value)
    {
        foreach (var body in (string[])[Chat(field), Stream(field)])
        {
            var usage = Read(body);

            Assert.Equal(new UnreadField(path, 1, (decimal)value, (decimal)value, 0), Assert.Single(usage.UnreadFields));
            Assert.Equal([$"{path} sounds like usage and is not read"], usage.Notes);
            Assert.Equal((10L, 5L, UsageCompleteness.Complete), (usage.Usage.InputTokens, usage.Usage.OutputTokens, usage.Completeness));
        }
    }

    [Theory]
    [InlineData("\"queue_time\":0.5")]
    [InlineData("\"tokens_per_second\":80")]
    [InlineData("\"totalTimeMs\":80")]
    [InlineData("\"max_output_tokens\":4096")]
    [InlineData("\"remaining_tokens\":4096")]
    [InlineData("\"id\":17")]
    [InlineData("\"search_tokens\":\"many\"")]
    [InlineData("\"search_tokens\":null")]
    [InlineData("\"prompt_tokens_details\":{\"text_tokens\":10}")]
    public void Times_rates_limits_and_parts_of_what_is_read_are_not(string field)
    {
        var usage = Read(Chat(field));

        Assert.Empty(usage.UnreadFields);
        Assert.Empty(usage.Notes);
    }

    [Fact]
    public void A_zero_is_listed_and_not_noted()
    {
        var usage = Read(Chat("\"search_tokens\":0"));

        Assert.Equal("usage.search_tokens", Assert.Single(usage.UnreadFields).Path);
        Assert.Empty(usage.Notes);
    }

    [Fact]
    public void Many_of_them_are_a_few_notes_and_a_bounded_list()
    {
        var usage = Read(Chat(string.Join(',', Enumerable.Range(0, 5_000).Select(static i => $"\"new_{i}_tokens\":{i + 1}"))));

        Assert.Equal(200, usage.UnreadFields.Count);
        Assert.Equal(5, usage.Notes.Count);
    }

    [Theory]
    [InlineData("1e400", "79228162514264337593543950335")]
    [InlineData("-1e400", "-79228162514264337593543950335")]
    [InlineData("1e-400", "0")]
    [InlineData("99999999999999999999999999999999999999", "79228162514264337593543950335")]
    public void A_number_beyond_every_range_is_the_largest_one(string number, string expected)
        => Assert.Equal(
            decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            Assert.Single(Read(Chat($"\"search_tokens\":{number}")).UnreadFields).Largest);

    [Fact]
    public void The_whole_body_is_looked_through_where_that_is_asked_for_with_the_line_of_each()
    {
        const string body = """
            {
              "id": "c1", "object": "chat.completion", "model": "gpt-4o", "created": 1780000000,
              "choices": [
                { "index": 0, "message": { "content": "5 tokens", "vendor": { "cost_cents": 3, "args": { "secret_tokens": 9 } } } },
                { "index": 1, "message": { "vendor": { "cost_cents": 8 } } }
              ],
              "usage_v2": { "units": 12 },
              "usage": { "prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15 }
            }
            """;

        Assert.Empty(Read(body).UnreadFields);
        for (var size = 1; size <= 64; size += 7)
        {
            using var reader = new UsageReader(new WireSource { FindsAllUnread = true });
            foreach (var piece in Encoding.UTF8.GetBytes(body).Chunk(size))
                reader.Append(piece);
            var usage = reader.Complete();

            Assert.Equal(
                [
                    new UnreadField("choices[].message.vendor.cost_cents", 2, 3, 8, 4), new UnreadField("usage_v2.units", 1, 12, 12, 7),
                ],
                usage.UnreadFields);
            Assert.Equal((10L, 5L), (usage.Usage.InputTokens, usage.Usage.OutputTokens));
        }
    }

    [Fact]
    public void Looking_through_the_whole_body_reads_the_same_usage_of_every_dialect()
    {
        var ofDialects = DialectBodies.All.Select(static one => Bodies.Utf8(one.Body));
        foreach (var body in ofDialects.Concat(Bodies.All.Select(static one => one.Body)))
        {
            var plain = UsageReader.Read(body);
            var all = UsageReader.Read(body, new WireSource { FindsAllUnread = true });

            Assert.Equal(ResultText.Of(plain with { UnreadFields = [] }), ResultText.Of(all with { UnreadFields = [] }));
        }
    }

    [Fact]
    public void A_nest_without_end_is_skipped()
    {
        var nest = string.Concat(Enumerable.Repeat("{\"a_tokens\":1,\"n\":", 5_000)) + "1" + new string('}', 5_000);

        var usage = Read(Chat($"\"new\":{nest}"));

        Assert.Equal((10L, UsageCompleteness.Complete), (usage.Usage.InputTokens, usage.Completeness));
        Assert.InRange(usage.UnreadFields.Count, 1, 30);
    }

    private static WireUsage Read(string body) => UsageReader.Read(Encoding.UTF8.GetBytes(body));

    private static string Chat(string field)
        => "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"},"
            + $"\"finish_reason\":\"stop\"}}],\"usage\":{{{field},\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}}}";

    private static string Stream(string field)
        => "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,"
            + $"\"completion_tokens\":5,\"total_tokens\":15,{field}}}}}\n\ndata: [DONE]\n\n";
}
