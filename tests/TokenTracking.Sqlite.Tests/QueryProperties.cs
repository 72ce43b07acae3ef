using FsCheck;
using FsCheck.Fluent;
using TokenTracking.Storage;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Sqlite.Tests;

/// <summary>Any query over any records has the same answer from SQLite as from the store in memory, which asks each record.</summary>
public sealed class QueryProperties : IDisposable
{
    private const int Samples = 60;
    private const int QueriesOfSample = 25;

    private readonly TemporaryFolder _folder = new();
    private int _files;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_query_over_any_records_has_the_same_answer_from_both_engines()
        => Prop.ForAll(
            RandomQueries.Records.ListOf(40).Zip(RandomQueries.Query.ListOf(QueriesOfSample)).ToArbitrary(),
            sample => AnswersAreEqual([.. sample.Item1], [.. sample.Item2]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Samples));

    [Fact]
    public async Task The_queries_of_the_property_find_something()
    {
        var records = RandomQueries.Records.Sample(400, new Rnd(1, 3), 1).ToArray();
        var queries = RandomQueries.Query.Sample(400, new Rnd(1, 5), 1).ToArray();
        var store = new InMemoryUsageStore();
        await store.WriteAsync(records);

        var answers = await Task.WhenAll(queries.Select(query => store.QueryAsync(query)));

        // Filters that leave nothing over, or everything, would compare nothing.
        Assert.InRange(answers.Count(static answer => answer.Totals.Calls is > 0 and < 400), 100, 400);
        Assert.InRange(answers.Count(static answer => answer.Rows.Count > 1), 100, 400);
    }

    private bool AnswersAreEqual(UsageRecord[] records, UsageQuery[] queries)
    {
        var memory = new InMemoryUsageStore();
        using var file = new SqliteUsageStore(_folder.File($"{_files++}.db"));
        foreach (var store in (IUsageStore[])[memory, file])
            store.WriteAsync(records).GetAwaiter().GetResult();
        return queries.All(query => AnswersAreEqual(memory, file, query) && ListsAreEqual(memory, file, query));
    }

    private static bool AnswersAreEqual(InMemoryUsageStore memory, SqliteUsageStore file, UsageQuery query)
    {
        var expected = memory.QueryAsync(query).GetAwaiter().GetResult();
        var actual = file.QueryAsync(query).GetAwaiter().GetResult();
        Assert.Equal(expected.Totals, actual.Totals);
        Assert.Equal(expected.GroupCount, actual.GroupCount);
        Assert.Equal(expected.Rows.Select(static row => row.Key), actual.Rows.Select(static row => row.Key));
        Assert.Equal(expected.Rows.Select(static row => row.Figures), actual.Rows.Select(static row => row.Figures));
        return true;
    }

    private static bool ListsAreEqual(InMemoryUsageStore memory, SqliteUsageStore file, UsageQuery query)
    {
        var page = new UsageRecordPage { Limit = query.Limit, NewestFirst = query.Offset > 1 };
        var expected = IdsOf(memory, query, page);
        Assert.Equal(expected, IdsOf(file, query, page));
        if (expected is [.., var last])
            Assert.Equal(IdsOf(memory, query, page with { After = last }), IdsOf(file, query, page with { After = last }));
        return true;
    }

    private static List<UsageRecordKey> IdsOf(IUsageRecords store, UsageQuery query, UsageRecordPage page)
        => store.ReadAsync(query, page).ToBlockingEnumerable().Select(static record => UsageRecordKey.Of(in record)).ToList();
}
