using System.Globalization;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TokenTracking.Testing;
using TokenTracking.Wire;

namespace TokenTracking.Tests.Tracking;

/// <summary>Figures that no call has, through every way in: they are marked and kept out of every sum, and nothing after them
/// fails.</summary>
public sealed class ExtremeValueTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryUsageStore _store = new();
    private readonly TokenTracker _tracker;

    public ExtremeValueTests() => _tracker = new TokenTracker(_store, timeProvider: _clock);

    public static TheoryData<string> ImpossibleCosts =>
    [
        "1e20", "7.9e28", "79228162514264337593543950335", "1e400", "-1", "-1e20", "1000000000.01",
    ];

    public ValueTask DisposeAsync() => _tracker.DisposeAsync();

    [Theory]
    [MemberData(nameof(ImpossibleCosts))]
    public async Task An_impossible_cost_in_a_body_is_kept_raw_and_used_in_no_sum(string cost)
    {
        using var http = new HttpClient(new TokenTrackingHandler(_tracker, new Answering(ChatBody(cost, "7"))));

        using var response = await http.PostAsync(new Uri("https://openrouter.ai/api/v1/chat/completions"), null);

        await AssertMarkedAsync();
        var raw = _store.Records.Single(static record => record.Project is null).RawUsage;
        Assert.Contains("\"usage.cost\":" + cost[..1], raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1000000000", 1_000_000_000)]
    [InlineData("1e9", 1_000_000_000)]
    public async Task A_cost_at_the_limit_is_taken(string cost, decimal expected)
    {
        using var http = new HttpClient(new TokenTrackingHandler(_tracker, new Answering(ChatBody(cost, "7"))));

        using var response = await http.PostAsync(new Uri("https://openrouter.ai/api/v1/chat/completions"), null);
        await _tracker.FlushAsync();

        var record = Assert.Single(_store.Records);
        Assert.Equal((expected, CostBasis.Reported, UsageCompleteness.Complete), (record.Cost, record.CostBasis, record.Completeness));
    }

    [Fact]
    public void A_cost_without_a_number_says_nothing_of_the_counts()
    {
        var usage = UsageReader.Read(ChatBody("\"n/a\"", "7"));

        Assert.Equal((null, UsageCompleteness.Complete), (usage.ReportedCost, usage.Completeness));
    }

    [Fact]
    public void A_cost_and_an_upstream_charge_that_overflow_together_are_marked()
    {
        var usage = UsageReader.Read(Encoding.UTF8.GetBytes("""
            {"id":"g","object":"chat.completion","model":"m","choices":[{"finish_reason":"stop"}],
            "usage":{"prompt_tokens":1,"completion_tokens":1,
            "total_tokens":2,"cost":79228162514264337593543950335,"is_byok":true,
            "cost_details":{"upstream_inference_cost":79228162514264337593543950335}}}
            """));

        Assert.Equal((null, UsageCompleteness.Estimated), (usage.ReportedCost, usage.Completeness));
        Assert.Contains(usage.Notes, static note => note.Contains("reported cost", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1e20)]
    [InlineData(7.9e28)]
    public async Task An_impossible_cost_in_a_result_is_marked(double cost)
    {
        var answer = Oracle.Answer with { ReportedCost = (decimal)cost };
        var oracle = new Oracle { Ask = () => Task.FromResult(answer) }.WithTokenTracking(_tracker);

        await oracle.AskAsync("m");

        await AssertMarkedAsync();
        Assert.Equal(((decimal)cost).ToString(CultureInfo.InvariantCulture), _store.Records[0].RawUsage!["{\"reported_cost\":".Length..^1]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1e20)]
    [InlineData(7.9e28)]
    public async Task An_impossible_cost_given_by_hand_is_marked_and_priced_anew(double cost)
    {
        var record = Record() with { Cost = (decimal)cost, CostBasis = CostBasis.Reported, ListedCost = (decimal)cost };

        _tracker.Record(in record);

        await AssertMarkedAsync();
    }

    [Fact]
    public async Task Counts_at_their_limit_saturate_every_live_sum()
    {
        const long Max = TokenUsage.MaxCount;
        var most = TokenUsage.FromBuckets(Max, Max, Max, Max, Max, Max, Max);
        for (var i = 0; i < 1400; i++)
            _tracker.Track("proj", most, "m");
        _tracker.Track("other", most, "m");

        var stats = _tracker.GetProjectStats("proj");
        var summary = _tracker.GetSummary();

        Assert.Equal((long.MaxValue, long.MaxValue, true), (stats.TotalTokens, stats.SessionTokens, stats.IsSaturated));
        Assert.Equal((long.MaxValue, true), (summary.TotalTokens, summary.IsSaturated));
        Assert.True(stats.CurrentSpendRate > long.MaxValue);
        Assert.False(_tracker.GetProjectStats("other").IsSaturated);
        await _tracker.FlushAsync();
        Assert.Equal(1401, _store.Records.Count);
    }

    [Fact]
    public void A_projection_that_overflows_saturates()
    {
        var record = Record() with { Project = "proj", Cost = UsageRecord.MaxCost, CostBasis = CostBasis.Reported };
        _tracker.Record(in record);

        _tracker.ReportProgress("proj", 1e-25, 1e15);

        var stats = _tracker.GetProjectStats("proj");
        Assert.Equal((decimal.MaxValue, true), (stats.ProjectedCost, stats.IsSaturated));
    }

    [Fact]
    public void A_sum_of_counts_stops_at_the_largest_count()
    {
        var most = TokenUsage.FromBuckets(freshInput: TokenUsage.MaxCount, visibleOutput: 1);

        var sum = most + most;

        Assert.Equal((TokenUsage.MaxCount, 2L, true), (sum.FreshInputTokens, sum.VisibleOutputTokens, sum.IsContradictory));
    }

    [Fact]
    public void No_sequence_of_calls_throws_or_loses_a_record()
        => Prop.ForAll(Steps.NonEmptyListOf().ToArbitrary(), steps => RunAsync([.. steps]).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static Gen<(int Way, decimal Cost, long Count, double Work)> Steps
    {
        get
        {
            var cost = Gen.Elements(0m, -1m, 0.01m, 1e9m, 1e9m + 1, 1e20m, 7.9e28m, decimal.MaxValue, decimal.MinValue);
            var count = Gen.Elements(0L, 1, -1, 1_000_000, TokenUsage.MaxCount, TokenUsage.MaxCount + 1, long.MaxValue, long.MinValue);
            var work = Gen.Elements(1e-30, 1e-20, 0.5, 1, 1e15);
            return from way in Gen.Choose(0, 6) from c in cost from n in count from w in work select (way, c, n, w);
        }
    }

    private static async Task RunAsync((int Way, decimal Cost, long Count, double Work)[] steps)
    {
        var clock = new ManualTimeProvider();
        var store = new InMemoryUsageStore();
        await using var tracker = new TokenTracker(
            store, new TokenTrackingOptions { FallbackPricePer1KTokens = decimal.MaxValue }, timeProvider: clock);
        tracker.StartMonitoring();
        var recorded = 0;
        foreach (var (way, cost, count, work) in steps)
        {
            recorded++;
            var usage = TokenUsage.FromInclusive(count, count, cacheRead: count, cacheWrite: count, reasoning: count, cacheWrite1h: count);
            switch (way)
            {
                case 0:
                    tracker.Track("p", usage, "gpt-4o");
                    break;
                case 1:
                    var record = Record() with
                    {
                        Usage = usage, Cost = cost, CostBasis = CostBasis.Reported, ReportedCost = cost,
                        ListedCost = cost, MaxOutputTokens = count,
                        Duration = new TimeSpan(count), TimeToFirstToken = new TimeSpan(count), Project = "p",
                        Time = count < 0 ? DateTimeOffset.MinValue : count == long.MaxValue ? DateTimeOffset.MaxValue : clock.GetUtcNow(),
                    };
                    tracker.Record(in record);
                    break;
                case 2:
                    var answer = new LlmResult
                    {
                        Text = "", Usage = usage, ReportedCost = cost, Parts = [new UsagePart(null, "gpt-4o", usage)],
                    };
                    await new Oracle { Ask = () => Task.FromResult(answer) }.WithTokenTracking(tracker).AskAsync("m");
                    break;
                case 3:
                    var body = ChatBody(cost.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture));
                    using (var http = new HttpClient(new TokenTrackingHandler(tracker, new Answering(body))))
                    {
                        using var response = await http.PostAsync(new Uri("https://openrouter.ai/api/v1/chat/completions"), null);
                    }

                    break;
                case 4:
                    await tracker.TrackAsync("ask", () => Task.FromResult(usage), static counts => counts);
                    break;
                case 5:
                    recorded--;
                    tracker.ReportProgress("p", Math.Min(work, 1), 1);
                    break;
                default:
                    recorded--;
                    clock.Advance(TimeSpan.FromMinutes(work > 1 ? 100 : work));
                    break;
            }

            tracker.GetSummary();
            tracker.GetProjectStats("p");
        }

        clock.Advance(TimeSpan.FromMinutes(2));
        await tracker.FlushAsync();
        await store.QueryAsync(new UsageQuery { GroupBy = [UsageDimension.Project, UsageDimension.Model] });
        await tracker.LoadAsync();
        tracker.GetSummary();
        Assert.Equal(recorded, store.Records.Count);
        Assert.All(store.Records, static record => Assert.True(record.Cost is null or (>= 0 and <= UsageRecord.MaxCost)));
    }

    private static UsageRecord Record() => new()
    {
        Id = Guid.NewGuid(),
        Time = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        ResponseModel = "no-such-model",
        Usage = TokenUsage.FromInclusive(7, 3),
    };

    private static byte[] ChatBody(string cost, string input) => Encoding.UTF8.GetBytes(
        """{"id":"g","object":"chat.completion","model":"no-such-model","choices":[{"index":0,"finish_reason":"stop"}],"""
        + $"\"usage\":{{\"prompt_tokens\":{input},\"completion_tokens\":3,\"cost\":{cost}}}}}");

    // The call is in the store without the cost, the tracker samples and sums, and the next call is recorded like any other.
    private async Task AssertMarkedAsync()
    {
        _tracker.StartMonitoring();
        _clock.Advance(TimeSpan.FromMinutes(3));
        _tracker.Track("next", TokenUsage.FromInclusive(1, 1), "gpt-4o");
        await _tracker.FlushAsync();

        Assert.Equal(2, _store.Records.Count);
        var record = Assert.Single(_store.Records, static record => record.Project is null);
        Assert.Equal((null, null, CostBasis.Unpriced), (record.Cost, record.ReportedCost, record.CostBasis));
        Assert.Equal((UsageCompleteness.Estimated, 10L), (record.Completeness, record.Usage.TotalTokens));
        Assert.Equal(_tracker.GetProjectStats("next").TotalCost, _tracker.GetSummary().TotalCost);
        Assert.Equal(1, (await _store.QueryAsync(new UsageQuery())).Totals.UnpricedCalls);
    }

    private sealed class Answering(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
            });
    }
}
