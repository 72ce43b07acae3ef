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

            var usage = UsageReader.Read(Bodies.Utf8(body));

            Assert.Equal((count, count >= complete), (count, usage.Completeness == UsageCompleteness.Complete));
            Assert.Equal(count >= complete ? CallOutcome.Succeeded : CallOutcome.Abandoned, usage.Outcome);
        }
    }

    [Fact]
    public void The_last_word_of_a_Gemini_stream_has_its_counts()
    {
        var usage = UsageReader.Read(Bodies.Utf8(string.Concat(new[] { Step, Result, Text,
            Last }.Select(static data => $"data: {data.Trim()}\n\n"))));

        Assert.Equal((400L, 420L), (usage.Usage.InputTokens, usage.Usage.OutputTokens));
    }
}
