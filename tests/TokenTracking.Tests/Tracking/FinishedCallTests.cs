using TokenTracking.Calls;
using TokenTracking.Generated;
using TokenTracking.Providers;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Tracking;

public sealed class FinishedCallTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task A_tracker_that_takes_calls_is_given_the_call_and_no_record()
    {
        var tracker = new Calls(_clock);
        var source = new TaskCompletionSource<LlmResult>();
        var oracle = new Oracle { Ask = () => source.Task }.WithTokenTracking(tracker);

        var task = oracle.AskAsync("m");
        _clock.Advance(TimeSpan.FromSeconds(2));
        source.SetResult(Oracle.Answer);
        await task;

        Assert.Equal([("ask", CallOutcome.Succeeded, TimeSpan.FromSeconds(2), 10L)], tracker.Seen);
    }

    [Fact]
    public async Task The_record_of_a_call_is_the_one_that_any_other_tracker_is_given()
    {
        var started = _clock.GetUtcNow();
        var (taking, plain) = (new Calls(_clock), new RecordingTracker(_clock));
        using var scope = TrackingScope.Begin(project: "p", agent: "a", task: "t", operation: "o");
        var source = new TaskCompletionSource<LlmResult>();
        var asked = new[] { (ITokenTracker)taking, plain }
            .Select(tracker => new Oracle { Ask = () => source.Task }.WithTokenTracking(tracker).AskAsync("m"))
            .ToArray();
        _clock.Advance(TimeSpan.FromMinutes(1));
        source.SetResult(Oracle.Answer);
        await Task.WhenAll(asked);

        var record = Assert.Single(taking.Records);
        Assert.Equal(plain.Only with { Id = record.Id }, record);
        Assert.NotEqual(plain.Only.Id, record.Id);
        Assert.Equal((started, TimeSpan.FromMinutes(1), "p", "o"), (record.Time, record.Duration, record.Project, record.Operation));
    }

    [Fact]
    public async Task What_a_tracker_throws_does_not_cost_the_answer()
    {
        var oracle = new Oracle { Ask = () => Task.FromResult(Oracle.Answer) }.WithTokenTracking(new Calls(_clock) { Breaks = true });

        Assert.Same(Oracle.Answer, await oracle.AskAsync("m"));
    }

    [Fact]
    public void All_that_a_result_of_our_own_says_is_read()
    {
        var part = new UsagePart("message", "m", TokenUsage.FromInclusive(7, 3));
        var result = new LlmResult
        {
            Text = "text",
            Usage = TokenUsage.FromInclusive(7, 3),
            Completeness = UsageCompleteness.Partial,
            Model = "m",
            Provider = "openai",
            ResponseId = "id",
            ServiceTier = "flex",
            Speed = "fast",
            Geo = "eu",
            ReportedCost = 0.5m,
            RawUsage = "{}",
            Parts = [part],
        };
        var reading = default(UsageReading);
        reading.Replace(result);

        Assert.Equal(
            (10L, UsageCompleteness.Partial, "m", "openai", "id", "flex"),
            (reading.Usage.TotalTokens, reading.Completeness, reading.Model, reading.Provider, reading.ResponseId, reading.ServiceTier));
        Assert.Equal(
            ("fast", "eu", 0.5m, "{}", 4L), (reading.Speed, reading.Geo, reading.ReportedCost, reading.RawUsage, reading.OutputCharacters));
        Assert.Same(part, Assert.Single(reading.Parts!));
    }

    [Fact]
    public void Updates_of_a_stream_replace_the_counts_and_add_up_the_text()
    {
        var reading = default(UsageReading);
        reading.Replace(
            new LlmStreamUpdate
                { Text = "one", Model = "m", Usage = TokenUsage.FromInclusive(7, 1), Completeness = UsageCompleteness.Partial });
        reading.Replace(new LlmStreamUpdate { Text = "three" });
        reading.Replace(new LlmStreamUpdate { Usage = TokenUsage.FromInclusive(null, 3), Completeness = UsageCompleteness.Complete });

        Assert.Equal(
            (10L, UsageCompleteness.Complete, "m", 8L),
            (reading.Usage.TotalTokens, reading.Completeness, reading.Model, reading.OutputCharacters));
    }

    [Fact]
    public void The_counts_of_several_results_add_up()
    {
        var reading = default(UsageReading);
        reading.Add(new LlmResult { Text = "one", Usage = TokenUsage.FromInclusive(7, 3) });
        reading.Add(new LlmResult { Text = "two", Usage = TokenUsage.FromInclusive(7, 3) });
        reading.Add(new LlmStreamUpdate { Usage = TokenUsage.FromInclusive(1, 1) });

        Assert.Equal((22L, 6L), (reading.Usage.TotalTokens, reading.OutputCharacters));
    }

    private sealed class Calls(TimeProvider clock) : RecordOnlyTracker(clock), ICallTracker
    {
        public bool Breaks { get; init; }

        public List<(string Operation, CallOutcome Outcome, TimeSpan Duration, long? Tokens)> Seen { get; } = [];

        public List<UsageRecord> Records { get; } = [];

        public override void Record(in UsageRecord record) => throw new InvalidOperationException("Nobody made a record.");

        public void Record(in FinishedCall call)
        {
            if (Breaks)
                throw new InvalidOperationException("broken");
            Seen.Add((call.Operation, call.Outcome, call.Duration, call.Usage.TotalTokens));
            Records.Add(call.ToRecord());
        }
    }
}
