namespace TokenTracking.Tests.Storage;

public sealed class InMemoryUsageStoreTests : UsageStoreContract
{
    private readonly InMemoryUsageStore _store = new();

    protected override IUsageStore Store => _store;

    [Fact]
    public async Task Records_come_by_time()
    {
        await _store.WriteAsync(
            new[] { SampleRecords.Simple(SampleRecords.Noon.AddSeconds(1)), SampleRecords.Simple(),
            SampleRecords.Simple(SampleRecords.Noon.AddSeconds(2)) });

        Assert.Equal([0, 1, 2], _store.Records.Select(static record => (record.Time - SampleRecords.Noon).TotalSeconds));
    }
}
