using TokenTracking.Generated;

namespace TokenTracking.Tests.Generated;

/// <summary>Calls that make several requests, whose conversation or stream states the usage of each.</summary>
public sealed class TrackedRoundsTests
{
    private static readonly UsageBinder<Part> Read = static (Part part, ref UsageReading reading) =>
    {
        var answer = default(UsageReading);
        answer.ResponseId = part.Id;
        if (part.Input is { } input)
            answer.Replace(TokenUsage.FromInclusive(input, 1));
        reading.AddChoice(in answer);
    };

    [Fact]
    public void Messages_that_the_call_adds_come_on_top_of_the_result()
    {
        List<Part> conversation = [new("0", 1000)];
        var reader = TrackedRounds.After(conversation, Read, Read);
        conversation.AddRange([new("1", 100), new(null, null), new("2", 10)]);

        var reading = Of(reader, new Part("3", 1));

        Assert.Equal((111L, 3L), (reading.Usage.InputTokens, reading.Usage.OutputTokens));
        Assert.Equal(3, reading.Parts?.Count);
        Assert.NotEqual(UsageCompleteness.Partial, reading.Completeness);
    }

    [Fact]
    public void A_result_that_was_added_as_well_counts_once()
    {
        List<Part> conversation = [];
        var reader = TrackedRounds.After(conversation, Read, Read);
        conversation.AddRange([new("1", 100), new("2", 10)]);

        Assert.Equal(110L, Of(reader, new Part("2", 10)).Usage.InputTokens);
    }

    [Fact]
    public void Messages_without_usage_make_the_record_partial()
    {
        List<Part> conversation = [];
        var reader = TrackedRounds.After(conversation, Read, Read);
        conversation.AddRange([new(null, null), new(null, null)]);

        var reading = Of(reader, new Part("3", 7));

        Assert.Equal((7L, UsageCompleteness.Partial), (reading.Usage.InputTokens, reading.Completeness));
    }

    [Fact]
    public void Messages_that_cannot_be_read_leave_the_result_and_make_the_record_partial()
    {
        List<Part> conversation = [];
        var reader = TrackedRounds.After(
            conversation, static (Part _, ref UsageReading _) => throw new InvalidOperationException("broken"), Read);
        conversation.Add(new("1", 100));

        var reading = Of(reader, new Part("3", 7));

        Assert.Equal((7L, UsageCompleteness.Partial), (reading.Usage.InputTokens, reading.Completeness));
    }

    [Fact]
    public void A_conversation_that_became_shorter_or_is_missing_adds_nothing()
    {
        List<Part> conversation = [new("0", 1000), new("1", 100)];
        var reader = TrackedRounds.After(conversation, Read, Read);
        conversation.Clear();

        Assert.Equal(7L, Of(reader, new Part("3", 7)).Usage.InputTokens);
        Assert.Equal(7L, Of(TrackedRounds.After(null, Read, Read), new Part("3", 7)).Usage.InputTokens);
    }

    [Theory]
    [InlineData("1", "2")]
    [InlineData(null, null)]
    [InlineData("1", null)]
    public void Rounds_of_a_stream_are_added_up_and_their_parts_are_not(string? first, string? second)
    {
        List<Part> conversation = [];
        var reader = TrackedRounds.During(conversation, Read);
        var reading = default(UsageReading);

        reader(new Part(first, 90), ref reading);
        reader(new Part(first, 100), ref reading);
        conversation.AddRange([new(null, null), new(null, null)]);
        reader(new Part(second, null), ref reading);
        Assert.Equal(UsageCompleteness.Partial, reading.Completeness);
        reader(new Part(second, 10), ref reading);

        Assert.Equal(110L, reading.Usage.InputTokens);
        Assert.Equal(2, reading.Parts?.Count);
        Assert.NotEqual(UsageCompleteness.Partial, reading.Completeness);
    }

    [Fact]
    public void A_round_of_a_stream_without_usage_makes_the_record_partial()
    {
        List<Part> conversation = [];
        var reader = TrackedRounds.During(conversation, Read);
        var reading = default(UsageReading);

        reader(new Part(null, null), ref reading);
        conversation.Add(new(null, null));
        reader(new Part(null, 10), ref reading);

        Assert.Equal((10L, UsageCompleteness.Partial), (reading.Usage.InputTokens, reading.Completeness));
    }

    private static UsageReading Of(UsageBinder<Part> reader, Part result)
    {
        var reading = default(UsageReading);
        reader(result, ref reading);
        return reading;
    }

    private sealed record Part(string? Id, long? Input);
}
