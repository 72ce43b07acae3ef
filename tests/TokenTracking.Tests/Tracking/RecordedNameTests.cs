using TokenTracking.Tests.Storage;

namespace TokenTracking.Tests.Tracking;

/// <summary>A name is the same in the live figures, in a journal and in every store, also where it is no valid text.</summary>
public sealed class RecordedNameTests
{
    public static TheoryData<string, string> Names => new()
    {
        { "\ud800", "\ufffd" },
        { "a\udc00b", "a\ufffdb" },
        { "\ud800\ud83d\ude00", "\ufffd\ud83d\ude00" },
        { "\ud83d\ude00", "\ud83d\ude00" },
        { "plain", "plain" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Surrogates_that_stand_alone_are_replaced_in_every_name(string given, string expected)
    {
        var store = new InMemoryUsageStore();
        await using var tracker = new TokenTracker(store);
        var record = new UsageRecord
        {
            Id = Guid.NewGuid(), Time = DateTimeOffset.UnixEpoch, Usage = TokenUsage.FromInclusive(3, 4),
            Provider = given, RequestModel = given, ResponseModel = given, Operation = given, Project = given, Agent = given, Task = given,
            ErrorType = given, ResponseId = given, ServiceTier = given, Speed = given, Geo = given, PriceTable = given, RawUsage = given,
            Units = [new UsageUnit(given, 1)], Parts = [new UsagePart(given, given, TokenUsage.FromInclusive(3, 4))],
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [given] = given },
        };

        tracker.Record(in record);
        await tracker.FlushAsync();

        var stored = Assert.Single(store.Records);
        Assert.All(
            (string?[])
            [
                stored.Provider, stored.RequestModel, stored.ResponseModel, stored.Operation, stored.Project, stored.Agent, stored.Task,
                stored.ErrorType, stored.ResponseId, stored.ServiceTier, stored.Speed, stored.Geo, stored.RawUsage,
                stored.Units![0].Unit, stored.Parts![0].Kind, stored.Parts[0].Model,
                stored.Metadata!.Keys.Single(), stored.Metadata.Values.Single(),
            ],
            name => Assert.Equal(expected, name));
        Assert.Equal(7, tracker.GetProjectStats(expected).TotalTokens);
    }

    [Fact]
    public async Task Names_of_a_scope_are_the_same_in_memory_and_in_a_journal()
    {
        using var folder = new TemporaryFolder();
        var store = new InMemoryUsageStore();
        await using var tracker = new TokenTracker(store, new TokenTrackingOptions { JournalDirectory = folder.Path });
        using (TrackingScope.Begin(project: "a\ud800", metadata: new Dictionary<string, string> { ["k\udc00"] = "v\ud800" }))
            await tracker.TrackAsync("ask", static () => Task.FromResult(1), static _ => TokenUsage.FromInclusive(3, 4));
        await tracker.FlushAsync();

        var stored = Assert.Single(store.Records);
        Assert.Equal(("a\ufffd", "v\ufffd"), (stored.Project, stored.Metadata!["k\ufffd"]));
        Assert.Equal(stored.Project, tracker.GetSummary().Projects.Single().Project);
    }
}
