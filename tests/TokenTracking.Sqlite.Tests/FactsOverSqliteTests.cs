using TokenTracking.Tests.Storage;

namespace TokenTracking.Sqlite.Tests;

public sealed class FactsOverSqliteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_database_keeps_every_fact_of_a_response()
    {
        await using var store = new SqliteUsageStore(_folder.File("usage.db"));
        await using var tracker = new TokenTracker(store);
        var facts = DistinctFacts.Create();

        tracker.Track("proj", in facts);
        await tracker.FlushAsync();

        var records = new List<UsageRecord>();
        await foreach (var record in store.ReadAsync(new UsageQuery()))
            records.Add(record);
        DistinctFacts.AssertEqual(facts, Assert.Single(records).Facts);
    }
}
