using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

/// <summary>Streams that no end mark ends, cut after each of their events.</summary>
public sealed class StreamEndTests
{
    private const string Step =
        "{\"candidates\":[{\"content\":{\"parts\":[{\"executableCode\":{\"code\":\"1\"}}]},"
        + "\"finishReason\":\"STOP\"}],"
        + "\"usageMetadata\":{\"promptTokenCount\":100,\"candidatesTokenCount\":72,\"totalTokenCount\":172}}";

    private const string Result =
        "{\"candidates\":[{\"content\":{\"parts\":[{\"codeExecutionResult\":{\"output\":\"1\"}}]},"
        + "\"finishReason\":\"STOP\"}],"
        + "\"usageMetadata\":{\"promptTokenCount\":400,\"candidatesTokenCount\":72,\"totalTokenCount\":472}}";

    private const string Text = "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}],"
        + "\"usageMetadata\":{\"promptTokenCount\":400,\"candidatesTokenCount\":80,\"totalTokenCount\":480}}";

    private const string Last = "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"finishReason\":\"STOP\"}],"
        + "\"usageMetadata\":{\"promptTokenCount\":400,\"candidatesTokenCount\":420,\"totalTokenCount\":820}}";

    private const string Delta = "{\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,"
        + "\"delta\":{\"content\":\"a\"},\"finish_reason\":null}]}";
    private const string Stop = "{\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},"
        + "\"finish_reason\":\"stop\"}]}";
    private const string Usage = "{\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[],"
        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";
    private const string Growing = "{\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"usage\":{\"prompt_tokens\":3,"
        + "\"completion_tokens\":1,\"total_tokens\":4},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":null}]}";
    private const string GrownStop = "{\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"usage\":{\"prompt_tokens\":3,"
        + "\"completion_tokens\":2,\"total_tokens\":5},\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
    private const string OtherStop = "{\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"usage\":{\"prompt_tokens\":3,"
        + "\"completion_tokens\":2,\"total_tokens\":5},\"choices\":[{\"index\":1,\"delta\":{},\"finish_reason\":\"stop\"}]}";

    // The number is that of the events after which the stream may be complete.
    public static TheoryData<int, string[]> Streams => new()
    {
        { 4, [Step, Result, Text, Last] },
        { 3, [Step, Text, Last] },
        { 2, [Text, Last] },
        { 3, [Delta, Stop, Usage] },
        { 3, [Growing, Growing, GrownStop] },
        { 4, [Growing, Stop, Delta, GrownStop] },
        { 99, [Delta, Stop] },
        { 99, [Growing, Stop] },
        { 99, [Growing, OtherStop, Growing] },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_stream_is_complete_with_its_last_word_and_not_before(int complete, string[] events)
    {
        ArgumentNullException.ThrowIfNull(events);
        for (var count = 1; count <= events.Length; count++)
        {
            var body = string.Concat(events.Take(count).Select(static data => $"data: {data.Trim()}\n\n"));

            using var reader = new UsageReader();
            reader.Append(Bodies.Utf8(body));
            var usage = reader.Complete(isWhole: true);

            Assert.Equal((count, count >= complete), (count, usage.Completeness == UsageCompleteness.Complete));
            Assert.Equal(count >= complete ? CallOutcome.Succeeded : CallOutcome.Abandoned, usage.Outcome);
        }
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    [InlineData("huggingface", null, true)]
    [InlineData("huggingface", true, true)]
    [InlineData("huggingface", false, false)]
    [InlineData("openai", null, false)]
    [InlineData("openai", true, false)]
    [InlineData("openai", false, false)]
    public void Without_the_end_mark_a_stream_is_complete_only_if_its_sender_ended_it(string? provider, bool? isWhole, bool isComplete)
    {
        foreach (var (mark, expected) in new[] { ("", isComplete), ("data: [DONE]\n\n", true) })
        {
            using var reader = new UsageReader(new WireSource(provider));
            reader.Append(Bodies.Utf8($"data: {Delta}\n\ndata: {Stop}\n\ndata: {Usage}\n\n{mark}"));

            var usage = isWhole is { } known ? reader.Complete(known) : reader.Complete();

            Assert.Equal(
                expected ? (UsageCompleteness.Complete, CallOutcome.Succeeded) : (UsageCompleteness.Partial, CallOutcome.Abandoned),
                (usage.Completeness, usage.Outcome));
            Assert.Equal((3L, 2L), (usage.Usage.InputTokens, usage.Usage.OutputTokens));
        }
    }

    [Fact]
    public void A_body_that_is_cut_at_any_byte_is_never_complete_whatever_is_known_of_its_end()
    {
        foreach (var (name, body) in Bodies.All)
        {
            var end = body[0] == 0 ? body.Length : body.AsSpan().TrimEnd(" \r\n"u8).Length;
            for (var length = 0; length < end; length++)
            {
                using var reader = new UsageReader();
                reader.Append(body.AsSpan(0, length));
                var usage = reader.Complete(isWhole: false);
                Assert.False(
                    usage.Completeness == UsageCompleteness.Complete && !IsAfterOwnMark(body, length),
                    $"{name} cut at {length} of {body.Length}");
            }
        }
    }

    [Fact]
    public void The_last_word_of_a_Gemini_stream_has_its_counts()
    {
        var usage = UsageReader.Read(Bodies.Utf8(string.Concat(new[] { Step, Result, Text,
            Last }.Select(static data => $"data: {data.Trim()}\n\n"))));

        Assert.Equal((400L, 420L), (usage.Usage.InputTokens, usage.Usage.OutputTokens));
    }

    // Cohere's last event is a mark of its own; what follows it is OpenAI's.
    private static bool IsAfterOwnMark(byte[] body, int length) => body.AsSpan(0, length).IndexOf("\"message-end\""u8) >= 0;
}
