using System.Diagnostics;
using Microsoft.Extensions.AI;
using TokenTracking.Testing;

namespace TokenTracking.Sdk.Tests.CountedOnce;

/// <summary>An application's own interface, on top of what else tracks.</summary>
[TrackAiUsage]
public interface IAsker
{
    Task<ChatResponse> AskAsync(string question, [UsageTag("project")] string project);
}

/// <summary>What layers that see the same call agree on, and the limits of it.</summary>
public sealed class LayerTests
{
    private readonly RecordingTracker _tracker = new();

    public static TheoryData<string> Below => ["decorator", "by hand", "by hand with TrackAsync", "says so, and does not"];

    [Theory]
    [MemberData(nameof(Below))]
    public async Task A_call_is_recorded_once_whatever_is_below(string below)
    {
        var asker = new Asker(below, _tracker).WithTokenTracking(_tracker);

        for (var i = 0; i < 3; i++)
            await asker.AskAsync("hello", "p");

        Assert.Equal(3, _tracker.Records.Count);
        Assert.All(_tracker.Records, static record => Assert.Equal(15, record.Usage.TotalTokens));
    }

    [Fact]
    public async Task A_record_has_what_only_an_upper_layer_knows()
    {
        var asker = new Asker("decorator", _tracker).WithTokenTracking(_tracker);

        await asker.AskAsync("hello", "apollo");

        var record = _tracker.Only;
        Assert.Equal(("ask", "apollo", "acme"), (record.Operation, record.Project, record.Provider));
    }

    [Fact]
    public async Task A_call_that_nothing_below_recorded_is_recorded_beside_others()
    {
        // Two calls in one: a layer below records one of them, of another model.
        var asker = new Asker("another model", _tracker).WithTokenTracking(_tracker);

        await asker.AskAsync("hello", "p");

        Assert.Equal(["embed-1", "acme-1"], _tracker.Records.Select(static record => record.Model));
    }

    [Fact]
    public async Task A_failure_is_recorded_once_by_all_layers_together()
    {
        var asker = new Asker("failing", _tracker).WithTokenTracking(_tracker);

        await Assert.ThrowsAsync<InvalidOperationException>(() => asker.AskAsync("hello", "p"));

        Assert.Equal((CallOutcome.Failed, "p"), (_tracker.Only.Outcome, _tracker.Only.Project));
    }

    [Fact]
    public async Task A_tracker_that_throws_costs_nobody_the_exception_of_the_call()
    {
        var broken = new Broken();
        var asker = new Asker("failing", broken).WithTokenTracking(_tracker);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => asker.AskAsync("hello", "p"));

        Assert.Equal(("no", 1), (exception.Message, broken.Asked));
    }

    [Fact]
    public async Task What_the_inner_object_changes_in_the_flow_stays_changed()
    {
        TokenTracking.Generated.TrackedCall.Ask();
        var asker = new Asker("activity", _tracker).WithTokenTracking(_tracker);

        var task = asker.AskAsync("hello", "p");

        Assert.Equal("inner", Activity.Current?.OperationName);
        Activity.Current = null;
        await task;
    }

    [Fact]
    public void A_completed_call_above_something_that_says_that_it_tracks_allocates_little()
    {
        var asker = new Ready().WithTokenTracking(new CountingTracker());

        var allocated = Allocation.Of(() =>
        {
            for (var i = 0; i < 100; i++)
                _ = asker.AskAsync("hello", "p");
        });

        Assert.InRange(allocated, 1, 300 * 100);
    }

    [Fact]
    public async Task Limit_layers_in_two_flows_find_each_other_by_the_response_alone()
    {
        await new Asker("suppressed, with an ID", _tracker).WithTokenTracking(_tracker).AskAsync("hello", "p");
        Assert.Single(_tracker.Records);

        await new Asker("suppressed, without an ID", _tracker).WithTokenTracking(_tracker).AskAsync("hello", "p");
        Assert.Equal(3, _tracker.Records.Count);
    }

    [Fact]
    public async Task Limit_an_upper_layer_that_stops_waiting_is_recorded_as_cancelled_beside_the_call()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asker = new Asker("begins later", _tracker) { Gate = gate.Task };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asker.WithTokenTracking(_tracker).AskAsync("hello", "p"));
        gate.SetResult();
        await asker.Begun;

        Assert.Equal([CallOutcome.Cancelled, CallOutcome.Succeeded], _tracker.Records.Select(static record => record.Outcome));
        Assert.Equal(15, _tracker.Records.Sum(static record => record.Usage.TotalTokens ?? 0));
    }

    private static ChatResponse Answer(string? id = null)
        => new(new ChatMessage(ChatRole.Assistant, "hi"))
        {
            ResponseId = id,
            ModelId = "acme-1",
            Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5 },
        };

    private sealed class Scripted(string? id = null, bool fails = false) : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return fails ? throw new InvalidOperationException("no") : Answer(id);
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null)
            => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("acme", null, "acme-1") : null;

        public void Dispose()
        {
        }
    }

    private sealed class Broken() : RecordOnlyTracker(new ManualTimeProvider())
    {
        public int Asked { get; private set; }

        public override void Record(in UsageRecord record)
        {
            Asked++;
            throw new NotSupportedException("full");
        }
    }

    private sealed class Ready : IAsker, TokenTracking.Generated.IUsageTracked
    {
        private static readonly Task<ChatResponse> Done = Task.FromResult(Answer());

        public bool TracksUsage => true;

        public Task<ChatResponse> AskAsync(string question, string project) => Done;
    }

    private sealed class Asker(string below, ITokenTracker tracker) : IAsker, TokenTracking.Generated.IUsageTracked
    {
        public bool TracksUsage => true;

        public Task Gate { get; init; } = Task.CompletedTask;

        public Task Begun { get; private set; } = Task.CompletedTask;

        public Task<ChatResponse> AskAsync(string question, string project)
        {
            // In the synchronous part of the call, which the caller's flow sees.
            if (below == "activity")
                Activity.Current = new Activity("inner").Start();
            return AnswerAsync(question, project);
        }

        private async Task<ChatResponse> AnswerAsync(string question, string project)
        {
            switch (below)
            {
                case "decorator":
                    return await Tracked().GetResponseAsync(question);
                case "failing":
                    return await new Scripted(fails: true).WithTokenTracking(tracker).GetResponseAsync(question);
                case "by hand":
                    tracker.Track(project, TokenUsage.FromInclusive(10, 5), "acme-1");
                    return Answer();
                case "by hand with TrackAsync":
                    return await tracker.TrackAsync(
                        "by_hand", static () => Task.FromResult(Answer()), static answer => TokenUsage.FromInclusive(
                            answer.Usage!.InputTokenCount ?? 0, answer.Usage.OutputTokenCount ?? 0), static answer => answer.ModelId);
                case "another model":
                    tracker.Track(project, TokenUsage.FromInclusive(3, 0), "embed-1");
                    return Answer();
                case "suppressed, with an ID":
                    return await Suppressed(new Scripted("id-of-a-suppressed-flow"), question);
                case "suppressed, without an ID":
                    return await Suppressed(new Scripted(), question);
                case "begins later":
                    Begun = LaterAsync(question);
                    throw new TaskCanceledException();
                default:
                    return Answer();
            }
        }

        private IChatClient Tracked() => new Scripted().WithTokenTracking(tracker);

        private Task<ChatResponse> Suppressed(IChatClient client, string question)
        {
            var tracked = client.WithTokenTracking(tracker);
            using (ExecutionContext.SuppressFlow())
                return Task.Run(() => tracked.GetResponseAsync(question));
        }

        private async Task LaterAsync(string question)
        {
            await Gate;
            await Tracked().GetResponseAsync(question);
        }
    }
}
