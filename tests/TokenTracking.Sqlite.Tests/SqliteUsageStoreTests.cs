using TokenTracking.Sqlite.Values;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Sqlite.Tests;

public sealed class SqliteUsageStoreTests : UsageStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteUsageStore _store;

    public SqliteUsageStoreTests() => _store = new SqliteUsageStore(_folder.File("data/deep/usage.db"));

    protected override IUsageStore Store => _store;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Making_a_store_touches_no_file() => Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));

    [Fact]
    public void The_journals_lie_beside_the_file() => Assert.Equal(_store.Path + ".journal", _store.JournalDirectory);

    [Fact]
    public async Task Every_field_of_a_record_is_in_its_column()
    {
        await _store.WriteAsync(new[] { SampleRecords.Full() });

        var row = Assert.Single(StoreRows.Read(_store.Path));

        Assert.Equal(16, ((byte[])row["id"]!).Length);
        Assert.Equal((SampleRecords.Noon - DateTimeOffset.UnixEpoch).Ticks / 10 + 123456, row["time"]);
        Assert.Equal(987654L, row["duration"]);
        Assert.Equal(4321L, row["time_to_first_token"]);
        Assert.Equal("""{"tenant":"a\u0027; DROP TABLE usage; --","empty":""}""", row["metadata"]);
        Assert.Null(row["cost_pico"]);
        Assert.Equal("0.0000123456789012345678901234", row["cost_text"]);
        Assert.Equal("79228162514264337593543950335", row["reported_cost"]);
        string[] texts = ["provider", "request_model", "response_model", "operation", "project", "agent", "task", "raw_usage",
            "error_type", "price_table", "response_id", "service_tier", "speed", "geo", "listed_cost"];
        Assert.Equal(
            ["openai", "gpt-5", "gpt-5-2026-08-07", "infer_dependencies", "プロジェクト", "agent \"zero\"", "", """{"prompt_tokens":1}""",
                "429", "table", "resp_1", "flex", "fast", "eu", "0.5"],
            texts.Select(name => row[name]));
        string[] counts =
        [
            "fresh_input", "cache_read", "cache_write_5m", "cache_write_1h", "cache_write_other", "visible_output", "reasoning",
            "audio_input", "audio_output", "image_input", "image_output", "server_tool_calls", "audio_cache_read", "image_cache_read",
        ];
        Assert.Equal(Enumerable.Range(1, 14).Select(static value => (object)(long)value), counts.Select(name => row[name]));
        string[] states = ["contradictory", "completeness", "outcome", "cost_basis", "max_output_tokens"];
        Assert.Equal([1L, 2L, 3L, 2L, long.MaxValue], states.Select(name => row[name]));
        Assert.Equal(
            """[{"kind":"compaction","model":"gpt-5-mini","fresh_input":1,"cache_read":2,"cache_write_5m":3,"cache_write_1h":"""
            + """4,"cache_write_other":5,"visible_output":6,"reasoning":7,"audio_input":8,"audio_output":9,"image_input":"""
            + """10,"image_output":11,"server_tool_calls":12,"audio_cache_read":13,"image_cache_read":14,"contradictory":true},{}]""",
            row["parts"]);
        Assert.Equal(("0.5", "fast", "eu"), ((string?)row["listed_cost"], (string?)row["speed"], (string?)row["geo"]));
        Assert.Equal("""[{"unit":"seconds","quantity":8.470},{"unit":"pages","quantity":1000000000000000}]""", row["units"]);
        Assert.Equal(44, row.Count);
    }

    [Fact]
    public async Task What_is_unknown_is_null_in_the_file()
    {
        await _store.WriteAsync(new[] { SampleRecords.Empty() });

        var row = Assert.Single(StoreRows.Read(_store.Path));

        string[] known = ["id", "time", "contradictory", "completeness", "outcome", "duration", "cost_basis"];
        Assert.Equal(known, row.Where(static column => column.Value is not null).Select(static column => column.Key));
    }

    [Theory]
    [InlineData("0.000000000001", 1L)]
    [InlineData("9223372.036854775807", long.MaxValue)]
    [InlineData("-0.5", -500_000_000_000L)]
    public async Task A_cost_that_fits_is_kept_in_picodollars(string amount, long pico)
    {
        await _store.WriteAsync(new[] { SampleRecords.Simple(cost: SqliteMoney.FromText(amount)) });

        var row = Assert.Single(StoreRows.Read(_store.Path));

        Assert.Equal((pico, null), ((long)row["cost_pico"]!, row["cost_text"]));
        Assert.Equal(SqliteMoney.FromText(amount), (await _store.QueryAsync(new UsageQuery())).Totals.Cost);
    }

    [Fact]
    public async Task Costs_beyond_what_SQLite_can_sum_in_one_integer_still_sum()
    {
        await _store.WriteAsync(Enumerable.Range(0, 50).Select(static _ => SampleRecords.Simple(cost: 9_000_000.000000000001m)).ToArray());

        Assert.Equal(450_000_000.00000000005m, (await _store.QueryAsync(new UsageQuery())).Totals.Cost);
    }

    [Fact]
    public async Task Records_are_there_after_the_file_was_closed_and_opened_again()
    {
        await _store.WriteAsync(new[] { SampleRecords.Simple(cost: 1.25m) });
        await _store.DisposeAsync();

        await using var again = new SqliteUsageStore(_store.Path);

        Assert.Equal(1.25m, (await again.QueryAsync(new UsageQuery())).Totals.Cost);
    }

    [Fact]
    public async Task A_closed_store_takes_and_answers_nothing()
    {
        await _store.DisposeAsync();

        await Assert.ThrowsAsync<UsageStoreException>(() => _store.WriteAsync(new[] { SampleRecords.Simple() }));
        await Assert.ThrowsAsync<UsageStoreException>(() => _store.QueryAsync(new UsageQuery()));
    }

    [Fact]
    public async Task A_group_is_stored_whole_or_not_at_all()
    {
        await _store.WriteAsync(new[] { SampleRecords.Simple() });
        StoreRows.Execute(
            _store.Path, "CREATE TRIGGER refuse BEFORE INSERT ON usage WHEN NEW.project = 'bad' BEGIN SELECT RAISE(ABORT, 'no'); END");

        await Assert.ThrowsAsync<UsageStoreException>(
            () => _store.WriteAsync(new[] { SampleRecords.Simple(), SampleRecords.Simple(project: "bad"), SampleRecords.Simple() }));

        Assert.Equal(1, (await _store.QueryAsync(new UsageQuery())).Totals.Calls);
    }

    [Fact]
    public async Task Writers_from_many_threads_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => _store.WriteAsync(
            Enumerable.Range(0, 50).Select(static _ => SampleRecords.Simple()).ToArray()))));

        Assert.Equal(800, (await _store.QueryAsync(new UsageQuery())).Totals.Calls);
    }

    [Fact]
    public async Task Two_stores_over_one_file_see_each_others_records()
    {
        await using var other = new SqliteUsageStore(_store.Path);
        await _store.WriteAsync(new[] { SampleRecords.Simple() });
        await other.WriteAsync(new[] { SampleRecords.Simple() });

        Assert.Equal(2, (await _store.QueryAsync(new UsageQuery())).Totals.Calls);
        Assert.Equal(2, (await other.QueryAsync(new UsageQuery())).Totals.Calls);
    }

    [Fact]
    public async Task A_file_deleted_under_the_store_is_made_anew()
    {
        await _store.WriteAsync(new[] { SampleRecords.Simple() });
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_store.Path)!))
            File.Delete(file);

        await _store.WriteAsync(new[] { SampleRecords.Simple() });

        Assert.Equal(1, (await _store.QueryAsync(new UsageQuery())).Totals.Calls);
    }

    [Theory]
    [InlineData(false, "usage_by_time")]
    [InlineData(true, "usage_by_project_and_time")]
    public async Task A_time_range_is_found_by_index(bool project, string index)
    {
        await _store.WriteAsync(new[] { SampleRecords.Simple() });
        var condition = project ? "project = 'p' AND time >= 1 AND time < 2" : "time >= 1 AND time < 2";

        Assert.Contains(index, StoreRows.Scalar(_store.Path, "EXPLAIN QUERY PLAN SELECT COUNT(*) FROM usage WHERE " + condition, column: 3),
            StringComparison.Ordinal);
    }
}
