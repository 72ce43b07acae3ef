using TokenTracking.Pricing.Files;
using TokenTracking.Recosting;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Pricing;

public sealed class RecostingTests
{
    private static readonly PriceBook Later = PriceBook.Default.With(PriceFile.Parse("""
        { "name": "later", "models": [
          { "provider": "acme", "model": "house", "prices": [ { "input": 1, "output": 2 } ] },
          { "provider": "openai", "model": "gpt-4o", "prices": [ { "input": 9, "output": 9 } ] } ] }
        """u8, "later.json"));

    private readonly InMemoryUsageStore _store = new();

    [Fact]
    public async Task A_price_that_was_added_later_prices_what_had_none()
    {
        await TrackAsync("acme", "house", 1_000_000);
        var report = await RunAsync();
        Assert.Equal((1L, 1L, 0L), (report.Examined, report.Corrected, report.StillUnpriced));
        Assert.Equal(new RecostingChange("acme", "house", 1, 1, null, 1m), Assert.Single(report.Changes));
        var record = Assert.Single(_store.Records);
        Assert.Equal((1m, CostBasis.Listed, Later.Id), (record.Cost, record.CostBasis, record.PriceTable));
    }

    [Fact]
    public async Task What_had_a_price_keeps_it()
    {
        await TrackAsync("openai", "gpt-4o", 1_000_000);
        var report = await RunAsync();
        Assert.Empty(report.Changes);
        Assert.Equal(2.5m, Assert.Single(_store.Records).Cost);
    }

    [Fact]
    public async Task Force_reprices_and_keeps_both_figures()
    {
        await TrackAsync("openai", "gpt-4o", 1_000_000);
        var report = await RunAsync(force: true);
        Assert.Equal(new RecostingChange("openai", "gpt-4o", 1, 0, 2.5m, 9m), Assert.Single(report.Changes));
        var correction = Assert.Single(_store.Corrections);
        Assert.Equal((2.5m, 9m), (correction.Before.Amount, correction.After.Amount));
        Assert.Equal(PriceBook.Default.Id, correction.Before.PriceTable);
    }

    [Fact]
    public async Task Force_leaves_a_providers_own_figure()
    {
        await TrackAsync("openrouter", "openai/gpt-4o", 1_000_000, reported: 0.5m);
        Assert.Empty((await RunAsync(force: true)).Changes);
        Assert.Equal((0.5m, 2.5m), (_store.Records[0].Cost, _store.Records[0].ListedCost));
    }

    [Fact]
    public async Task A_dry_run_tells_and_changes_nothing()
    {
        await TrackAsync("acme", "house", 1_000_000);
        var report = await RunAsync(dryRun: true);
        Assert.Equal((0L, 1m), (report.Corrected, report.Changes.Single().After));
        Assert.Null(_store.Records[0].Cost);
        Assert.Empty(_store.Corrections);
    }

    [Fact]
    public async Task Twice_is_once()
    {
        await TrackAsync("acme", "house", 1_000_000);
        await RunAsync();
        Assert.Empty((await RunAsync()).Changes);
    }

    [Fact]
    public async Task What_has_no_price_still_is_counted()
    {
        await TrackAsync("acme", "other", 10);
        await TrackAsync("acme", "house", null);
        var report = await RunAsync();
        Assert.Equal((2L, 0L, 2L), (report.Examined, report.Corrected, report.StillUnpriced));
    }

    private Task<RecostingReport> RunAsync(bool force = false, bool dryRun = false)
        => new Recoster(_store, Later, new ManualTimeProvider()).RunAsync(new UsageQuery(), force, dryRun);

    private async Task TrackAsync(string provider, string model, long? input, decimal? reported = null)
    {
        await using var tracker = new TokenTracker(_store);
        tracker.Record(SampleCalls.Of(provider, model, TokenUsage.FromInclusive(input, null)) with { ReportedCost = reported });
        await tracker.FlushAsync();
    }
}
