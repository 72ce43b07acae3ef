using TokenTracking.Storage;

namespace TokenTracking.Tests.Storage;

/// <content>The counts of requests.</content>
public abstract partial class UsageStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private IRequestCounts Requests => Assert.IsAssignableFrom<IRequestCounts>(Store);

    [Fact]
    public async Task Counts_of_requests_come_back_as_they_were()
    {
        var run = Run(Noon, Count("chat", sent: 9), Count(null, sent: 3) with { IsKnownToBill = false, Path = "/v1/models" });

        await Requests.WriteRequestsAsync(run);

        AssertSame([run], await Requests.ReadRequestsAsync());
    }

    [Fact]
    public async Task A_run_that_is_stored_again_replaces_its_counts()
    {
        var run = Run(Noon, Count("chat", sent: 2));
        var later = run with
        {
            CountedAt = Noon.AddHours(5), HasEnded = true, Counts = [Count("chat", sent: 40), Count("mail", sent: 1)],
        };

        await Requests.WriteRequestsAsync(run);
        await Requests.WriteRequestsAsync(later);
        await Requests.WriteRequestsAsync(later);

        AssertSame([later], await Requests.ReadRequestsAsync());
    }

    [Fact]
    public async Task Runs_are_those_that_counted_within_the_period_oldest_first()
    {
        var early = Run(Noon, Count("early", sent: 1));
        var late = Run(Noon.AddHours(10), Count("late", sent: 1));
        await Requests.WriteRequestsAsync(late);
        await Requests.WriteRequestsAsync(early);

        AssertSame([early, late], await Requests.ReadRequestsAsync());
        AssertSame([late], await Requests.ReadRequestsAsync(from: Noon.AddHours(2)));
        AssertSame([early], await Requests.ReadRequestsAsync(to: Noon.AddHours(10)));
        AssertSame([early, late], await Requests.ReadRequestsAsync(Noon.AddHours(1), Noon.AddHours(10).AddTicks(10)));
    }

    private static RequestRun Run(DateTimeOffset start, params RequestCount[] counts)
        => new() { Id = Guid.NewGuid(), StartedAt = start, CountedAt = start.AddHours(1), Counts = counts };

    private static RequestCount Count(string? client, long sent) => new()
    {
        Client = client, Host = "api.openai.com", Path = "/v1/chat/completions", IsKnownToBill = true, Sent = sent, Answered = 7,
        Failed = 2, Recorded = 5, Repeated = 3, Unrecorded = 1,
    };

    private static void AssertSame(IReadOnlyList<RequestRun> expected, IReadOnlyList<RequestRun> runs)
    {
        Assert.Equal(expected.Select(static run => run with { Counts = [] }), runs.Select(static run => run with { Counts = [] }));
        Assert.Equal(
            expected.SelectMany(static run => run.Counts).OrderBy(static count => count.Client, StringComparer.Ordinal),
            runs.SelectMany(static run => run.Counts).OrderBy(static count => count.Client, StringComparer.Ordinal));
    }
}
