using System.Net;
using TokenTracking.Generated;
using TokenTracking.Http;
using TokenTracking.Storage;
using TokenTracking.Storage.Requests;
using TokenTracking.Tests.Wire;

namespace TokenTracking.Tests.Requests;

/// <summary>What the counts say of requests, in each way in which a record can come to be or not.</summary>
public sealed class RequestCountTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly Uri Chat = new("https://api.openai.com/v1/chat/completions");

    private readonly InMemoryUsageStore _store = new();
    private readonly TokenTracker _tracker;

    public RequestCountTests() => _tracker = new TokenTracker(_store);

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => _tracker.DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _tracker.DisposeAsync();

    [Fact]
    public async Task A_request_has_the_record_of_its_handler()
    {
        using var http = Client(new TokenTrackingHandler(_tracker, new Answers()) { ClientName = "planner" });

        await PostAsync(http);
        await PostAsync(http);

        Assert.Equal(
            new RequestCount
            {
                Client = "planner", Host = "api.openai.com", Path = "/v1/chat/completions", IsKnownToBill = true, Sent = 2, Answered = 2,
                Recorded = 2,
            },
            Assert.Single(_tracker.GetRequests().Counts));
    }

    [Fact]
    public async Task A_failed_attempt_of_a_decorated_call_is_part_of_its_record()
    {
        using var http = Client(new TokenTrackingHandler(_tracker, new Answers(503, 503, 200)));

        await DecoratedAsync(async () =>
        {
            for (var i = 0; i < 3; i++)
                await PostAsync(http);
        });

        await AssertCounts(sent: 3, answered: 3, recorded: 1, repeated: 2);
    }

    [Fact]
    public async Task A_call_whose_attempts_all_failed_has_one_record()
    {
        using var http = Client(new TokenTrackingHandler(_tracker, new Answers(503, 0)));

        await Assert.ThrowsAsync<HttpRequestException>(() => DecoratedAsync(async () =>
        {
            await PostAsync(http);
            await PostAsync(http);
        }));

        await AssertCounts(sent: 2, answered: 1, failed: 1, recorded: 1, repeated: 1);
    }

    [Fact]
    public async Task Failed_attempts_without_a_call_above_have_a_record_each()
    {
        using var http = Client(new TokenTrackingHandler(_tracker, new Answers(503, 0, 200)));

        await PostAsync(http);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(http));
        await PostAsync(http);

        await AssertCounts(sent: 3, answered: 2, failed: 1, recorded: 3);
    }

    [Fact]
    public async Task Two_requests_of_one_call_have_a_record_each()
    {
        using var http = Client(new TokenTrackingHandler(_tracker, new Answers()));

        await DecoratedAsync(async () =>
        {
            await PostAsync(http);
            await PostAsync(http);
        });

        await AssertCounts(sent: 2, answered: 2, recorded: 2);
    }

    [Fact]
    public async Task A_response_whose_usage_only_the_decorator_can_read_is_in_its_record()
    {
        using var http = Client(new TokenTrackingHandler(_tracker, new Answers { IsCompressed = true }));

        await DecoratedAsync(() => PostAsync(http), TokenUsage.FromInclusive(10, 5));

        await AssertCounts(sent: 1, answered: 1, recorded: 1);
    }

    [Fact]
    public async Task A_response_that_is_read_after_its_call_belongs_to_the_record_of_the_call()
    {
        using var http = Client(new TokenTrackingHandler(_tracker, new Answers { IsCompressed = true }));
        HttpResponseMessage? response = null;

        await DecoratedAsync(
            async () => response = await http.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, Chat), HttpCompletionOption.ResponseHeadersRead),
            TokenUsage.FromInclusive(10, 5));
        Assert.Equal(1, Assert.Single(_tracker.GetRequests().Counts).Open);
        response!.Dispose();

        await AssertCounts(sent: 1, answered: 1, recorded: 1);
    }

    [Fact]
    public async Task Two_handlers_in_one_chain_count_what_the_lower_one_sends()
    {
        var below = new TokenTrackingHandler(_tracker, new Answers(503, 200)) { ClientName = "below" };
        using var http = Client(new TokenTrackingHandler(_tracker, new RepeatsOnce(below)) { ClientName = "above" });

        await PostAsync(http);

        var counts = _tracker.GetRequests().Counts;
        Assert.Equal(("below", 2L, 0L), (Assert.Single(counts).Client, counts[0].Sent, counts[0].Open));
        await AssertCounts(sent: 2, answered: 2, recorded: 1, repeated: 1);
    }

    [Fact]
    public async Task A_response_that_nobody_releases_is_open_and_missing_when_the_tracker_ends()
    {
        using var http = Client(new TokenTrackingHandler(_tracker, new Answers()));
        using var request = new HttpRequestMessage(HttpMethod.Post, Chat);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        var running = _tracker.GetRequests();
        Assert.Equal((1L, 0L), (running.Counts[0].Open, running.MissingOf(running.Counts[0])));
        await _tracker.DisposeAsync();

        var ended = Assert.Single(await _store.ReadRequestsAsync());
        Assert.Equal((true, 1L), (ended.HasEnded, ended.MissingOf(Assert.Single(ended.Counts))));
    }

    [Fact]
    public async Task A_record_that_the_tracker_refuses_is_missing()
    {
        var handler = new TokenTrackingHandler(new Refusing(_tracker), new Answers());
        using var http = Client(handler);

        await PostAsync(http);

        Assert.Equal(new TrackingCoverage(1, 0), handler.Coverage);
        Assert.Equal(1, Assert.Single(_tracker.GetRequests().Counts).Unrecorded);
    }

    [Fact]
    public async Task Other_paths_of_an_LLM_host_are_counted_apart_and_need_no_record()
    {
        using var http = Client(new TokenTrackingHandler(_tracker, new Answers()));

        (await http.GetAsync(new Uri("https://api.openai.com/v1/models"))).Dispose();
        (await http.PostAsync(new Uri("https://api.anthropic.com/v1/messages/count_tokens"), null)).Dispose();
        (await http.GetAsync(new Uri("https://example.com/v1/models"))).Dispose();

        var run = _tracker.GetRequests();
        Assert.Equal(
            [("api.anthropic.com", "/v1/messages/count_tokens", 1L), ("api.openai.com", "/v1/models", 1L)],
            run.Counts.OrderBy(static count => count.Host, StringComparer.Ordinal)
                .Select(static count => (count.Host, count.Path, count.Sent)));
        Assert.All(run.Counts, count => Assert.Equal((false, 0L, 0L), (count.IsKnownToBill, count.Open, run.MissingOf(count))));
    }

    [Fact]
    public async Task A_tracker_that_is_disabled_counts_nothing()
    {
        await using var off = new TokenTracker(_store, new TokenTrackingOptions { Enabled = false });
        using var http = Client(new TokenTrackingHandler(off, new Answers()));

        await PostAsync(http);
        (await http.GetAsync(new Uri("https://api.openai.com/v1/models"))).Dispose();

        Assert.Empty(off.GetRequests().Counts);
    }

    [Fact]
    public async Task Hosts_that_come_from_outside_do_not_fill_the_memory()
    {
        using var http = Client(new TokenTrackingHandler(_tracker, new Answers()));

        for (var i = 0; i < 1200; i++)
            (await http.PostAsync(new Uri($"https://h{i}.example/v1/chat/completions"), null)).Dispose();

        var counts = _tracker.GetRequests().Counts;
        Assert.Equal((1200L, 1001), (counts.Sum(static count => count.Sent), counts.Count));
        Assert.Equal(200, Assert.Single(counts, static count => count.Host == "(other)").Sent);
    }

    [Fact]
    public async Task Counts_are_in_the_store_after_a_flush_and_absolute()
    {
        using var http = Client(new TokenTrackingHandler(_tracker, new Answers()));
        await PostAsync(http);
        await _tracker.FlushAsync();
        Assert.Equal(1, Assert.Single(Assert.Single(await _store.ReadRequestsAsync()).Counts).Sent);

        await PostAsync(http);
        await _tracker.FlushAsync();
        await _tracker.FlushAsync();

        var run = Assert.Single(await _store.ReadRequestsAsync());
        Assert.Equal((2L, 2L, false), (run.Counts[0].Sent, run.Counts[0].Recorded, run.HasEnded));
    }

    [Fact]
    public async Task A_store_that_refuses_counts_costs_no_record_and_gets_all_of_them_later()
    {
        var store = new RefusingCounts();
        await using var tracker = new TokenTracker(store);
        using var http = Client(new TokenTrackingHandler(tracker, new Answers()));
        await PostAsync(http);
        await tracker.FlushAsync();
        Assert.Equal((1, 0), (store.Records.Count, store.Runs.Count));

        store.Refuses = false;
        await tracker.FlushAsync();

        Assert.Equal(1, Assert.Single(store.Runs).Counts[0].Recorded);
        Assert.Equal(0, tracker.FailedStoreWrites);
    }

    private static HttpClient Client(HttpMessageHandler handler) => new(handler);

    private static async Task PostAsync(HttpClient http)
    {
        using var response = await http.PostAsync(Chat, new StringContent("""{"model":"gpt-5","messages":[]}"""));
    }

    private async Task DecoratedAsync(Func<Task> inner, TokenUsage? usage = null)
    {
        var call = TrackedCall.Start(_tracker, "decorated");
        call.Enter();
        await call.Track(
            RunAsync(inner, usage),
            static (TokenUsage? stated, ref UsageReading reading) =>
            {
                if (stated is { } known)
                    reading.Replace(in known);
            });
    }

    private static async Task<TokenUsage?> RunAsync(Func<Task> inner, TokenUsage? usage)
    {
        await inner();
        return usage;
    }

    private async Task AssertCounts(long sent, long answered = 0, long failed = 0, long recorded = 0, long repeated = 0)
    {
        var run = _tracker.GetRequests();
        var count = Assert.Single(run.Counts);
        Assert.Equal(
            (sent, answered, failed, recorded, repeated, 0L, 0L),
            (count.Sent, count.Answered, count.Failed, count.Recorded, count.Repeated, count.Unrecorded, count.Open));
        await _tracker.FlushAsync();
        Assert.Equal(recorded, _store.Records.Count);
    }

    /// <summary>Answers with the given statuses, the last one again and again; 0 stands for no connection.</summary>
    private sealed class Answers(params int[] statuses) : HttpMessageHandler
    {
        private int _next = -1;

        public bool IsCompressed { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var index = Interlocked.Increment(ref _next);
            var status = statuses.Length == 0 ? 200 : statuses[Math.Min(index, statuses.Length - 1)];
            if (status == 0)
                throw new HttpRequestException("No connection.");
            var body = Bodies.ChatPlain.Replace("chatcmpl-", $"chatcmpl-{Guid.NewGuid():N}", StringComparison.Ordinal);
            var content = new StringContent(status == 200 ? body : "busy", null, "application/json");
            if (IsCompressed)
                content.Headers.ContentEncoding.Add("zstd");
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = content });
        }
    }

    private sealed class RepeatsOnce(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var first = await base.SendAsync(request, cancellationToken);
            await first.Content.LoadIntoBufferAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Refusing(TokenTracker inner) : ITokenTracker, ICountsRequests
    {
        RequestCells ICountsRequests.Requests => ((ICountsRequests)inner).Requests;

        public bool IsEnabled => true;

        public TimeProvider TimeProvider => inner.TimeProvider;

        public void Record(in UsageRecord record) => throw new InvalidOperationException("No.");
    }

    private sealed class RefusingCounts : IUsageStore, IRequestCounts
    {
        public bool Refuses { get; set; } = true;

        public List<UsageRecord> Records { get; } = [];

        public List<RequestRun> Runs { get; } = [];

        public Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default)
        {
            Records.AddRange(records.Span);
            return Task.CompletedTask;
        }

        public Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default)
            => throw new NotSupportedException();

        public Task WriteRequestsAsync(RequestRun run, CancellationToken cancellationToken = default)
        {
            if (Refuses)
                throw new InvalidOperationException("Not now.");
            Runs.Add(run);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<RequestRun>> ReadRequestsAsync(
            DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default)
            => Task.FromResult<IReadOnlyList<RequestRun>>(Runs);
    }
}
