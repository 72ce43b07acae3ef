using System.Net;
using System.Text;
using TokenTracking.Calls;
using TokenTracking.Generated;
using TokenTracking.Providers;
using TokenTracking.Storage;
using TokenTracking.Storage.Journals;
using TokenTracking.Testing;
using TokenTracking.Tests.Storage;
using TokenTracking.Tests.Tracking;
using TokenTracking.Wire;

namespace TokenTracking.Tests.Usage;

/// <summary>Every fact of a response, on every way from the bytes to the store: one that is dropped on the way fails by its name.</summary>
public sealed class ResponseFactsTests
{
    private static readonly (string Url, string Body)[] Bodies =
    [
        ("https://api.anthropic.com/v1/messages", """
            {"model":"claude-opus-4-6","id":"msg_1","type":"message","role":"assistant","content":[],"stop_reason":"end_turn",
            "usage":{"input_tokens":12,"output_tokens":"7","service_tier":"priority","speed":"fast","inference_geo":"us",
            "server_tool_use":{"web_fetch_requests":2},"iterations":[
            {"type":"message","input_tokens":12,"output_tokens":7},
            {"type":"advisor_message","model":"claude-haiku-4-5","input_tokens":5,"output_tokens":3}]}}
            """),
        ("https://openrouter.ai/api/v1/chat/completions", """
            {"id":"gen-1","object":"chat.completion","model":"m","choices":[{"index":0,"finish_reason":"stop"}],
            "usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10,"cost":0.25}}
            """),
    ];

    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingTracker _tracker = new();

    [Fact]
    public void Every_fact_is_read_from_one_of_the_bodies()
    {
        var read = Bodies.Select(static one => Read(one).Facts).ToList();

        Assert.All(DistinctFacts.All, fact => Assert.True(
            read.Exists(facts => DistinctFacts.States(facts, fact)), $"No body states {fact.Name}."));
    }

    [Fact]
    public async Task The_handler_records_what_the_bytes_say()
    {
        foreach (var body in Bodies)
        {
            var tracker = new RecordingTracker();
            using var http = new HttpClient(new TokenTrackingHandler(tracker, new Answering(body.Body)));

            using var response = await http.PostAsync(new Uri(body.Url), null);

            DistinctFacts.AssertEqual(Read(body).Facts, tracker.Only.Facts);
        }
    }

    [Fact]
    public async Task A_decorator_records_what_a_result_says()
    {
        var result = new LlmResult { Text = "text", Facts = DistinctFacts.Create() };

        await new Oracle { Ask = () => Task.FromResult(result) }.WithTokenTracking(_tracker).AskAsync("requested");

        DistinctFacts.AssertEqual(result.Facts, _tracker.Only.Facts);
    }

    [Fact]
    public async Task A_decorator_records_what_the_updates_of_a_stream_say()
    {
        var result = new LlmResult { Text = "text", Facts = DistinctFacts.Create(), StopReason = "stop" };
        var oracle = new Oracle { Tell = token => LlmResults.FromWhole(new Whole(result), new LlmRequest { Prompt = "p" }, token) };

        await foreach (var update in oracle.WithTokenTracking(_tracker).TellAsync())
            Assert.Equal((result.Text, result.StopReason), (update.Text, update.StopReason));

        DistinctFacts.AssertEqual(result.Facts, _tracker.Only.Facts);
    }

    [Fact]
    public void The_members_of_results_updates_and_records_are_their_facts()
    {
        var facts = DistinctFacts.Create();
        object record = new UsageRecord { Id = Guid.Empty, Time = default, Facts = facts };
        var result = new LlmResult { Text = "", Facts = facts };

        foreach (var fact in DistinctFacts.All)
        {
            var onResult = typeof(LlmResponse).GetProperty(fact.Name)!;
            var onRecord = typeof(UsageRecord).GetProperty(
                fact.Name == nameof(ResponseFacts.Model) ? nameof(UsageRecord.ResponseModel) : fact.Name)!;
            Assert.Equal((fact.Name, fact.GetValue(facts)), (fact.Name, onResult.GetValue(result)));
            Assert.Equal((fact.Name, fact.GetValue(facts)), (fact.Name, onRecord.GetValue(record)));
        }
    }

    [Fact]
    public void A_member_that_is_set_is_the_fact_and_leaves_the_others()
    {
        var facts = DistinctFacts.Create();

        var record = new UsageRecord { Id = Guid.Empty, Time = default, Facts = facts } with
        {
            ResponseModel = "another", ReportedCost = 2m,
        };
        var result = new LlmResult { Text = "", Facts = facts } with { Model = "another", ReportedCost = 2m };

        DistinctFacts.AssertEqual(facts with { Model = "another", ReportedCost = 2m }, record.Facts);
        DistinctFacts.AssertEqual(facts with { Model = "another", ReportedCost = 2m }, result.Facts);
    }

    [Fact]
    public void A_call_recorded_by_hand_has_every_fact()
    {
        var facts = DistinctFacts.Create();

        _tracker.Track("proj", in facts);

        DistinctFacts.AssertEqual(facts, _tracker.Only.Facts);
        Assert.Equal("proj", _tracker.Only.Project);
    }

    [Fact]
    public void A_record_of_a_recorded_response_has_every_fact()
    {
        var facts = DistinctFacts.Create();

        var record = UsageRecordFactory.FromResponse(in facts, _clock.GetUtcNow(), "requested", "asked", CallOutcome.Failed, "429");

        DistinctFacts.AssertEqual(facts, record.Facts);
        Assert.Equal(("requested", CallOutcome.Failed, "429"), (record.RequestModel, record.Outcome, record.ErrorType));
    }

    [Fact]
    public async Task An_exception_of_ones_own_reports_what_the_failed_call_used()
    {
        var failure = new Refused { Reported = DistinctFacts.Create(), ErrorType = "refused" };

        await Assert.ThrowsAsync<Refused>(
            () => new Oracle { Ask = () => Task.FromException<LlmResult>(failure) }.WithTokenTracking(_tracker).AskAsync("m"));

        DistinctFacts.AssertEqual(DistinctFacts.Create() with { Completeness = UsageCompleteness.Partial }, _tracker.Only.Facts);
        Assert.Equal((CallOutcome.Failed, "refused"), (_tracker.Only.Outcome, _tracker.Only.ErrorType));
    }

    [Fact]
    public async Task An_exception_whose_report_throws_is_recorded_and_thrown_like_any_other()
    {
        var failure = new Refused { Breaks = true };

        var thrown = await Assert.ThrowsAsync<Refused>(
            () => new Oracle { Ask = () => Task.FromException<LlmResult>(failure) }.WithTokenTracking(_tracker).AskAsync("m"));

        Assert.Same(failure, thrown);
        Assert.Equal(
            (CallOutcome.Failed, nameof(Refused), UsageCompleteness.Missing),
            (_tracker.Only.Outcome, _tracker.Only.ErrorType, _tracker.Only.Completeness));
    }

    [Fact]
    public async Task The_journal_and_the_store_keep_every_fact()
    {
        using var folder = new TemporaryFolder();
        var store = new ScriptedStore(folder.Path) { Failure = new UsageStoreException("away") };
        await using var tracker = new TokenTracker(store, timeProvider: _clock);
        var facts = DistinctFacts.Create();

        tracker.Track("proj", in facts);

        DistinctFacts.AssertEqual(facts, Assert.Single(Journaled(folder.Path)).Facts);
        store.Failure = null;
        await tracker.FlushAsync();
        DistinctFacts.AssertEqual(facts, Assert.Single(store.Inner.Records).Facts);
    }

    [Fact]
    public void What_later_facts_state_replaces_and_what_they_leave_out_stays()
    {
        var all = DistinctFacts.Create();
        var reading = default(UsageReading);

        reading.Replace(new LlmResult { Text = "", Facts = all });
        reading.Replace(new LlmResult { Text = "" });
        reading.Replace(new LlmResult { Text = "", Facts = new ResponseFacts { Model = "later" } });

        DistinctFacts.AssertEqual(all with { Model = "later" }, reading.Facts);
    }

    private static WireUsage Read((string Url, string Body) body)
        => UsageReader.Read(
            Encoding.UTF8.GetBytes(body.Body), new WireSource(Endpoint: body.Url, ContentType: "application/json", Status: 200));

    private static List<UsageRecord> Journaled(string directory)
    {
        List<UsageRecord> records = [];
        foreach (var path in Directory.GetFiles(directory, "*" + JournalFile.Extension))
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var reader = new JournalReader(handle, 0, RandomAccess.GetLength(handle));
            while (reader.TryRead(out var record))
                records.Add(record);
        }

        return records;
    }

    private sealed class Refused : Exception, IReportsUsage
    {
        public ResponseFacts? Reported { get => Breaks ? throw new InvalidOperationException("broken") : field; init; }

        public string? ErrorType { get; init; }

        public bool Breaks { get; init; }
    }

    private sealed class Whole(LlmResult result) : ILlmProvider
    {
        public string Name => "whole";

        public string? DefaultModel => null;

        public Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default) => Task.FromResult(result);
    }

    private sealed class Answering(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            });
    }
}
