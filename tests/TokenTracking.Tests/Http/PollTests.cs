using TokenTracking.Testing;
using TokenTracking.Tests.Http.Endpoints;
using TokenTracking.Tests.Providers;

namespace TokenTracking.Tests.Http;

/// <summary>Responses that are requested after they have been created: one record, when the usage is first seen.</summary>
public sealed class PollTests
{
    private const string Queued = """{"id":"ID","object":"response","status":"queued","background":true,"model":"o3","usage":null}""";

    private readonly string _id = $"resp_{Guid.NewGuid():N}";
    private readonly RecordingTracker _tracker = new();

    [Fact]
    public async Task A_response_is_recorded_when_it_is_complete_and_once()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Created), Reply.Json(Created), Reply.Json(Complete));
        using var http = Client(_tracker);

        using var created = await http.PostAsync(new Uri(server.Url, "/v1/responses"), new StringContent("""{"model":"o3","input":"x"}"""));
        for (var poll = 0; poll < 4; poll++)
            await http.GetStringAsync(new Uri(server.Url, $"/v1/responses/{_id}"));

        Assert.Equal(("o3", 5L, 6L), (_tracker.Only.Model, _tracker.Only.Usage.InputTokens, _tracker.Only.Usage.OutputTokens));
    }

    [Fact]
    public async Task A_poll_whose_record_the_tracker_did_not_take_is_recorded_by_the_next_one()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Complete));
        var tracker = new FailingOnce();
        using var http = Client(tracker);

        for (var poll = 0; poll < 3; poll++)
            Assert.Equal(Complete, await http.GetStringAsync(new Uri(server.Url, $"/v1/responses/{_id}")));

        Assert.Equal((2, 5L), (tracker.Attempts, tracker.Taken?.Usage.InputTokens));
    }

    [Fact]
    public async Task Two_responses_with_the_same_counts_are_two_records()
    {
        await using var server = await LoopbackServer.StartAsync(
            Reply.Json(Complete), Reply.Json(Complete.Replace(_id, _id + "b", StringComparison.Ordinal)));
        using var http = Client(_tracker);

        await http.GetStringAsync(new Uri(server.Url, $"/v1/responses/{_id}"));
        await http.GetStringAsync(new Uri(server.Url, $"/v1/responses/{_id}b"));

        Assert.Equal(2, _tracker.Records.Count);
    }

    private string Created => Queued.Replace("ID", _id, StringComparison.Ordinal);

    private string Complete => Answers.Responses("o3", 5, 6).Replace("resp_o35", _id, StringComparison.Ordinal);

    private static HttpClient Client(ITokenTracker tracker) => new(new TokenTrackingHandler(tracker, new SocketsHttpHandler()));

    private sealed class FailingOnce() : RecordOnlyTracker(new ManualTimeProvider())
    {
        public int Attempts { get; private set; }

        public UsageRecord? Taken { get; private set; }

        public override void Record(in UsageRecord record)
        {
            if (++Attempts == 1)
                throw new InvalidOperationException("The tracker broke its promise.");
            Taken = record;
        }
    }
}
