using TokenTracking.Storage;

namespace TokenTracking.Tests.Storage;

/// <content>Single records, for stores that list them.</content>
public abstract partial class UsageStoreContract
{
    private IUsageRecords Records => Assert.IsAssignableFrom<IUsageRecords>(Store);

    [Fact]
    public async Task Records_are_listed_by_time_and_then_by_id_in_both_directions()
    {
        var records = await WriteTimes(count: 7);

        Assert.Equal(records, await IdsOf(new UsageQuery(), null));
        Assert.Equal(records.Reverse(), await IdsOf(new UsageQuery(), new UsageRecordPage { NewestFirst = true }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_of_records_go_on_behind_the_last_record_and_miss_none(bool newestFirst)
    {
        var records = await WriteTimes(count: 7);
        var page = new UsageRecordPage { Limit = 3, NewestFirst = newestFirst };
        List<Guid> listed = [];
        for (var pages = 0; pages < 3; pages++)
        {
            List<UsageRecord> read = [];
            await foreach (var record in Records.ReadAsync(new UsageQuery(), page))
                read.Add(record);
            listed.AddRange(read.Select(static record => record.Id));
            page = page with { After = UsageRecordKey.Of(read[^1]) };
        }

        Assert.Equal(newestFirst ? records.Reverse() : records, listed);
        Assert.Empty(await IdsOf(new UsageQuery(), page));
    }

    [Fact]
    public async Task Records_are_filtered_like_reports()
    {
        await WriteTeams();
        var query = new UsageQuery { GroupBy = [UsageDimension.Project], Limit = 1 }.Only(Team, "blue");
        List<string?> projects = [];
        await foreach (var record in Records.ReadAsync(query))
            projects.Add(record.Project);

        Assert.Equal([null, "c"], projects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_page_of_no_records_is_empty()
    {
        await WriteTimes(count: 2);

        Assert.Empty(await IdsOf(new UsageQuery(), new UsageRecordPage { Limit = 0 }));
    }

    // Pairs share a time, so that the id decides.
    private async Task<Guid[]> WriteTimes(int count)
    {
        var records = Enumerable.Range(0, count)
            .Select(static index => SampleRecords.Simple(SampleRecords.Noon.AddSeconds(index / 2)) with { Id = Guid.NewGuid() }).ToArray();
        await Store.WriteAsync(records);
        return [.. records.OrderBy(static record => record.Time).ThenBy(static record => record.Id.ToString("N"), StringComparer.Ordinal)
            .Select(static record => record.Id)];
    }

    private async Task<List<Guid>> IdsOf(UsageQuery query, UsageRecordPage? page)
    {
        List<Guid> ids = [];
        await foreach (var record in Records.ReadAsync(query, page))
            ids.Add(record.Id);
        return ids;
    }
}
