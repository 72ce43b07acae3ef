using TokenTracking.Analytics.Recommendations;
using TokenTracking.Storage;
using TokenTracking.Testing;
using TokenTracking.Tests.Pricing;

namespace TokenTracking.Tests.Analytics;

[Collection(nameof(MeasuredMemory))]
public sealed class RecommenderTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly InMemoryUsageStore _store = new();

    [Fact]
    public async Task Short_answers_of_a_large_model_recommend_its_cheaper_sibling()
    {
        await TrackAsync(20, static i => Call("claude-sonnet-4-5-20250929", i, TokenUsage.FromExclusive(500, 100)));
        var found = Assert.Single(await FindAsync());
        Assert.Equal(
            (RecommendationKind.CheaperSibling, "claude-sonnet-4-5-20250929", "classify"), (found.Kind, found.Model, found.Operation));
        Assert.Equal(20 * (0.003m - 0.001m), found.Saving);
        Assert.Equal("Switch 'classify' with claude-sonnet-4-5-20250929 to claude-haiku-4-5 to save 67 %.", found.Text);
        Assert.NotEmpty(found.Evidence);
        Assert.NotEmpty(found.Assumptions);
    }

    [Fact]
    public async Task Counts_and_costs_at_their_limit_are_summed_without_failing()
    {
        var most = TokenUsage.FromExclusive(1, TokenUsage.MaxCount, reasoning: TokenUsage.MaxCount);
        UsageRecord[] calls =
        [
            .. Enumerable.Range(0, 10_000).Select(i => Call("claude-sonnet-4-5", i % 50, most) with
            {
                Cost = decimal.MaxValue, CostBasis = CostBasis.Reported,
            }),
        ];
        await _store.WriteAsync(calls);

        Assert.DoesNotContain(await FindAsync(), static found => found.Kind == RecommendationKind.CheaperSibling);
    }

    [Theory]
    [InlineData(19, 100, 0)]
    [InlineData(20, 1001, 0)]
    [InlineData(20, 100, 50)]
    public async Task Without_evidence_there_is_no_recommendation(int calls, long output, long reasoning)
    {
        await TrackAsync(calls, i => Call("claude-sonnet-4-5", i, TokenUsage.FromExclusive(500, output, reasoning: reasoning)));
        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task Prompts_of_the_same_length_without_cache_reads_recommend_caching()
    {
        await TrackAsync(30, static i => Call("claude-haiku-4-5", i, TokenUsage.FromExclusive(10_000 + (i % 3 * 100), 10)));
        var found = Assert.Single(await FindAsync());
        Assert.Equal(RecommendationKind.PromptCaching, found.Kind);
        // 8,000 tokens of each prompt: written once at 1.25, read 29 times at 0.1 instead of 1 USD per million.
        Assert.Equal(((29 * 8_000 * 0.9m) - (8_000 * 0.25m)) / 1_000_000m, found.Saving);
    }

    [Theory]
    [InlineData(1_024, 0, 0)]
    [InlineData(10_000, 1, 0)]
    [InlineData(10_000, 0, 5_000)]
    public async Task Short_or_cached_or_varied_prompts_recommend_no_caching(long input, long cacheRead, long variation)
    {
        await TrackAsync(
            30, i => Call("claude-haiku-4-5", i, TokenUsage.FromExclusive(input + (i % 2 * variation), 10, cacheRead: cacheRead)));
        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task Caching_is_not_recommended_where_calls_are_too_far_apart_to_read_it()
    {
        await TrackAsync(
            30, static i => Call("claude-haiku-4-5", i, TokenUsage.FromExclusive(10_000, 10)) with { Time = Start.AddMinutes(i * 6) });
        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task Many_calls_within_an_hour_that_nobody_watches_recommend_a_batch()
    {
        await TrackAsync(40,
            static i => Call("gpt-4o-mini", i, TokenUsage.FromInclusive(200, 2_000), provider: "openai") with { TimeToFirstToken = null });
        var found = Assert.Single(await FindAsync());
        Assert.Equal(RecommendationKind.Batch, found.Kind);
        Assert.Equal(40 * ((200 * 0.15m) + (2_000 * 0.6m)) / 2m / 1_000_000m, found.Saving);
    }

    [Fact]
    public async Task A_retired_model_is_named_with_its_day()
    {
        await TrackAsync(1, static i => Call("claude-3-7-sonnet-20250219", i, TokenUsage.FromExclusive(10, 10)));
        var found = Assert.Single(await FindAsync());
        Assert.Equal((RecommendationKind.ModelLifecycle, null), (found.Kind, found.Saving));
        Assert.StartsWith("Replace claude-3-7-sonnet-20250219: its provider retires it on "
            + "2026-02-19.", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_that_will_rise_is_named_with_what_it_costs()
    {
        await TrackAsync(1, static i => Call("gemini-3.6-flash", i, TokenUsage.FromInclusive(1_000_000, 0), provider: "gcp.gemini"));
        var found = Assert.Single(await FindAsync(at: new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal((RecommendationKind.ModelLifecycle, -0.75m), (found.Kind, found.Saving));
        Assert.Contains("2027-01-01", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_run_away_recommend_an_output_limit()
    {
        await TrackAsync(60, static i => Call("claude-haiku-4-5", i, TokenUsage.FromExclusive(100, i == 7 ? 50_000 : 200)));
        var found = Assert.Single(await FindAsync());
        Assert.Equal(RecommendationKind.OutputLimit, found.Kind);
        Assert.Equal("Set an output limit for 'classify' with claude-haiku-4-5: 400 tokens.", found.Text);
        Assert.Equal(0.2501m * 49_600 / 50_100, found.Saving);
    }

    [Fact]
    public async Task A_limit_that_is_set_recommends_none()
    {
        await TrackAsync(
            60, static i =>
                Call("claude-haiku-4-5", i, TokenUsage.FromExclusive(100, i == 7 ? 50_000 : 200)) with { MaxOutputTokens = 60_000 });
        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task All_calls_of_a_large_group_are_looked_at_and_none_is_kept()
    {
        const int calls = 250_000;
        var store = new MadeUpCalls(calls, static i => Call(
            "claude-sonnet-4-5", i, TokenUsage.FromExclusive(10_000 + (i % 700), i % 1_000 == 999 ? 50_000 : 100 + (i % 50))));

        var found = await new Recommender(store, PriceBook.Default, new FixedClock(Start.AddDays(1))).FindAsync(new UsageQuery());

        Assert.Equal(
            [RecommendationKind.CheaperSibling, RecommendationKind.PromptCaching, RecommendationKind.OutputLimit],
            found.Select(static one => one.Kind).Order());
        var paid = store.Paid;
        Assert.Equal(Math.Round(paid * 2 / 3, 6), Math.Round(Of(RecommendationKind.CheaperSibling).Saving!.Value, 6));
        Assert.StartsWith(
            "250000 calls, median output 125 tokens", Of(RecommendationKind.CheaperSibling).Evidence[0], StringComparison.Ordinal);
        Assert.Contains("250000 calls without a limit", Of(RecommendationKind.OutputLimit).Evidence[0], StringComparison.Ordinal);
        Assert.Contains("250 more than", Of(RecommendationKind.OutputLimit).Evidence[0], StringComparison.Ordinal);
        Assert.Contains("249999 of them", Of(RecommendationKind.PromptCaching).Evidence[1], StringComparison.Ordinal);
        Assert.InRange(store.MostKept, 0, 8_000_000);

        Recommendation Of(RecommendationKind kind) => found.Single(one => one.Kind == kind);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void A_percentile_is_exact_or_within_half_a_percent(int calls)
    {
        var histogram = new TokenHistogram();
        for (var i = 0; i < calls; i++)
            histogram.Add((i * 7919L) % calls);

        foreach (var percent in (int[])[0, 50, 95, 100])
        {
            var exact = Math.Min(calls - 1, (long)calls * percent / 100);
            Assert.InRange(histogram.Percentile(percent), calls <= 1_024 ? exact : exact * 0.995, exact);
        }

        Assert.Equal((calls, calls - 1), (histogram.Count, histogram.Largest));
        Assert.Equal(0, new TokenHistogram().Percentile(50));
    }

    // Streamed, so that a batch is out of the question unless a test wants one.
    private static UsageRecord Call(string model, int index, TokenUsage usage, string provider = "anthropic")
        => SampleCalls.Of(provider, model, usage) with
    {
        Time = Start.AddSeconds(index * 10),
        Operation = "classify",
        TimeToFirstToken = TimeSpan.FromSeconds(1),
    };

    private Task<IReadOnlyList<Recommendation>> FindAsync(DateTimeOffset? at = null)
        => new Recommender(_store, PriceBook.Default, new FixedClock(at ?? Start.AddDays(1))).FindAsync(new UsageQuery());

    private async Task TrackAsync(int count, Func<int, UsageRecord> call)
    {
        await using var tracker = new TokenTracker(_store);
        for (var i = 0; i < count; i++)
            tracker.Record(call(i));
        await tracker.FlushAsync();
    }

    /// <summary>Makes each call when it is read, and measures what stays in memory meanwhile.</summary>
    private sealed class MadeUpCalls(int count, Func<int, UsageRecord> make) : IUsageRecords
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

        public decimal Paid { get; private set; }

        public long MostKept { get; private set; }

        public async IAsyncEnumerable<UsageRecord> ReadAsync(
            UsageQuery query, UsageRecordPage? page = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            Paid = 0;
            for (var i = 0; i < count; i++)
            {
                var call = make(i);
                var cost = PriceBook.Default.GetCost(in call).Amount;
                Paid += cost!.Value;
                yield return call with { Cost = cost, CostBasis = CostBasis.Listed };
                if (i == count - 1)
                    MostKept = Math.Max(MostKept, GC.GetTotalMemory(forceFullCollection: true) - _before);
            }
        }
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
