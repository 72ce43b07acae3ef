using System.Globalization;
using Microsoft.Data.Sqlite;
using TokenTracking.Storage;

namespace TokenTracking.Sqlite.Tests;

public sealed class SqliteRecordsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tokens-records-");

    private string StorePath => Path.Combine(_folder.FullName, "usage.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Records_come_back_as_they_were_stored()
    {
        var full = Record(1) with
        {
            Provider = "anthropic", RequestModel = "a", ResponseModel = "b", Operation = "o", Project = "p", Agent = "g", Task = "t",
            Metadata = new Dictionary<string, string> { ["k"] = "v \"quoted\"" },
            Usage = TokenUsage.FromBuckets(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, contradictory: true),
            Completeness = UsageCompleteness.Estimated, RawUsage = "{}", Outcome = CallOutcome.Cancelled, ErrorType = "e",
            Duration = TimeSpan.FromMilliseconds(3.25), TimeToFirstToken = TimeSpan.FromMilliseconds(1.5),
            Cost = 0.00000000000000001m, CostBasis = CostBasis.Derived, ReportedCost = 1.25m, PriceTable = "tab", ResponseId = "r",
            ServiceTier = "flex", MaxOutputTokens = 99, Speed = "fast", Geo = "us", ListedCost = 2.5m,
            Parts =
            [
                new UsagePart("compaction", "c",
                    TokenUsage.FromBuckets(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, contradictory: true)),
                new UsagePart(null, null, TokenUsage.FromInclusive(5, null)),
            ],
        };
        var bare = Record(2);
        await using var store = new SqliteUsageStore(StorePath);
        await store.WriteAsync(new[] { bare, full });

        var read = await ListAsync(store, new UsageQuery());

        Assert.Equal(2, read.Count);
        Assert.Equal(full.Metadata, read[0].Metadata);
        Assert.Equal(full.Parts, read[0].Parts);
        Assert.Equal(full.Units, read[0].Units);
        Assert.Equal(
            full with { Metadata = null, Parts = null, Units = null },
            read[0] with { Metadata = null, Parts = null, Units = null });
        Assert.Equal(bare, read[1]);
    }

    [Theory]
    [InlineData("UPDATE usage SET metadata = '{broken'")]
    [InlineData("UPDATE usage SET listed_cost = 'much'")]
    public async Task A_record_that_cannot_be_read_is_said_to_be_so_and_ends_the_reading(string damage)
    {
        await using var store = new SqliteUsageStore(StorePath);
        await store.WriteAsync(new[] { Record(1) });
        using (var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The two statements stand above.
            command.CommandText = damage;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        var exception = await Assert.ThrowsAsync<UsageStoreException>(() => ListAsync(store, new UsageQuery()));

        Assert.Contains(StorePath, exception.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_of_a_period_alone_are_read()
    {
        await using var store = new SqliteUsageStore(StorePath);
        await store.WriteAsync(Enumerable.Range(0, 2000).Select(Record).ToArray());
        var read = await ListAsync(store, new UsageQuery { From = Record(500).Time, To = Record(1500).Time });
        Assert.Equal(Enumerable.Range(500, 1000).Select(static i => Record(i).Time), read.Select(static r => r.Time));
    }

    [Fact]
    public async Task Reading_may_stop_in_the_middle()
    {
        await using var store = new SqliteUsageStore(StorePath);
        await store.WriteAsync(Enumerable.Range(0, 5000).Select(Record).ToArray());
        await foreach (var record in store.ReadAsync(new UsageQuery()))
        {
            Assert.Equal(Record(0).Time, record.Time);
            break;
        }
    }

    [Fact]
    public async Task A_corrected_cost_counts_and_the_one_before_is_kept()
    {
        await using var store = new SqliteUsageStore(StorePath);
        var record = Record(1) with { Cost = 1.5m, CostBasis = CostBasis.Listed, PriceTable = "old" };
        await store.WriteAsync(new[] { record });
        var correction = new CostCorrection(
            record.Id, new CallCost(1.5m, CostBasis.Listed, "old"), new CallCost(2m, CostBasis.Derived, "new"), DateTimeOffset.UnixEpoch);

        Assert.Equal(1, await store.CorrectCostsAsync([correction]));
        Assert.Equal(0, await store.CorrectCostsAsync([correction]));

        Assert.Equal(2m, (await store.QueryAsync(new UsageQuery())).Totals.Cost);
        var read = Assert.Single(await ListAsync(store, new UsageQuery()));
        Assert.Equal((2m, CostBasis.Derived, "new"), (read.Cost, read.CostBasis, read.PriceTable));
        Assert.Equal(
            "1.5|1|old|2|2|new",
            Scalar("SELECT cost_before||'|'||basis_before||'|'||price_table_before||'|'||"
                + "cost_after||'|'||basis_after||'|'||price_table_after FROM cost_change"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_store_of_an_earlier_version_is_read_and_carried_on(int version)
    {
        await using (var store = new SqliteUsageStore(StorePath))
            await store.WriteAsync(new[] { Record(1) });
        Downgrade(version);

        await using (var reader = SqliteUsageStore.OpenReadOnly(StorePath))
        {
            Assert.Equal(Record(1) with { Id = default }, (await ListAsync(reader, new UsageQuery())).Single() with { Id = default });
            Assert.Empty(await reader.ReadRequestsAsync());
        }

        Assert.Equal(version.ToString(CultureInfo.InvariantCulture), Scalar("PRAGMA user_version"));
        await using (var writer = new SqliteUsageStore(StorePath))
        {
            Assert.Empty(await writer.ReadRequestsAsync());
            var cached = TokenUsage.FromInclusive(9, 0, cacheRead: 7).WithParts(audioInput: 5, audioCacheRead: 4);
            await writer.WriteAsync(new[] { Record(2) with { Speed = "fast", Usage = cached } });
            await writer.WriteRequestsAsync(Run);
            Assert.Equal([null, "fast"], (await ListAsync(writer, new UsageQuery())).Select(static r => r.Speed));
            Assert.Equal(
                [null, 4L], (await ListAsync(writer, new UsageQuery())).Select(static r => r.Usage.AudioCacheReadTokens));
            Assert.Equal(Run.Counts, Assert.Single(await writer.ReadRequestsAsync()).Counts);
        }

        Assert.Equal("5", Scalar("PRAGMA user_version"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Counts_can_be_the_first_that_is_written_to_a_store_of_an_earlier_version(int version)
    {
        await using (var store = new SqliteUsageStore(StorePath))
            await store.WriteAsync(new[] { Record(1) });
        Downgrade(version);

        await using var writer = new SqliteUsageStore(StorePath);
        await writer.WriteRequestsAsync(Run);

        Assert.Equal("5", Scalar("PRAGMA user_version"));
        Assert.Equal(1, Assert.Single(Assert.Single(await writer.ReadRequestsAsync()).Counts).Sent);
    }

    private static RequestRun Run { get; } = new()
    {
        Id = Guid.NewGuid(), StartedAt = DateTimeOffset.UnixEpoch, CountedAt = DateTimeOffset.UnixEpoch,
        Counts = [new RequestCount { Host = "api.openai.com", Path = "/v1/responses", Sent = 1 }],
    };

    // Makes of the file what a program of that version would have left.
    private void Downgrade(int version)
    {
        string[] undo =
        [
            "ALTER TABLE usage DROP COLUMN speed; ALTER TABLE usage DROP COLUMN geo; ALTER TABLE usage DROP COLUMN listed_cost; "
                + "ALTER TABLE usage DROP COLUMN parts; DROP TABLE cost_change; ",
            "ALTER TABLE usage DROP COLUMN units; ",
            "DROP TABLE request_run; DROP TABLE request_count; ",
            "ALTER TABLE usage DROP COLUMN audio_cache_read; ALTER TABLE usage DROP COLUMN image_cache_read; ",
        ];
        var schema = string.Concat(undo[(version - 1)..]);
        Scalar(string.Create(CultureInfo.InvariantCulture, $"{schema}PRAGMA user_version = {version}; SELECT 1"));
    }

    private static UsageRecord Record(int index) => new()
    {
        Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(index)),
        Time = DateTimeOffset.UnixEpoch.AddSeconds(index),
    };

    private static async Task<List<UsageRecord>> ListAsync(SqliteUsageStore store, UsageQuery query)
    {
        var list = new List<UsageRecord>();
        await foreach (var record in store.ReadAsync(query))
            list.Add(record);
        return list;
    }

    private string Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
