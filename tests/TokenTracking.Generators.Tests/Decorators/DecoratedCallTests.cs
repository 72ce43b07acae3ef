using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

public sealed class DecoratedCallTests
{
    private const string Model = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using TokenTracking;

        namespace Demo;

        [TrackAiUsage(Provider = "acme")]
        public interface IModel
        {
            string Name { get; set; }
            event EventHandler? Changed;
            Task<LlmResult> AskAsync(
                string model, int maxTokens, [UsageTag("task")] string id, CancellationToken cancellationToken = default);
            [AiOperation("look_up")] ValueTask<LlmResult> Find(string text);
            LlmResult Now(string text);
            Task<string> NameIt(string text);
            [NotTracked("free of charge")] Task<string> Ping();
            Task Close();
        }

        public sealed class Inner : IModel
        {
            public static readonly LlmResult Answer = new()
            {
                Text = "yes", Usage = TokenUsage.FromInclusive(input: 10, output: 5), Model = "m-1", ResponseId = "r-1",
                ServiceTier = "flex",
            };

            public string Name { get; set; } = "inner";
            public event EventHandler? Changed;
            public void Raise() => Changed?.Invoke(this, EventArgs.Empty);
            public Task<LlmResult> AskAsync(string model, int maxTokens, string id, CancellationToken cancellationToken)
                => model == "" ? throw new ArgumentException("model") : Task.FromResult(Answer);
            public async ValueTask<LlmResult> Find(string text) { await Task.Yield(); return Answer; }
            public LlmResult Now(string text) => Answer;
            public Task<string> NameIt(string text) => Task.FromResult(text);
            public Task<string> Ping() => Task.FromResult("pong");
            public Task Close() => Task.CompletedTask;
        }

        public static class Entry
        {
            public static object Create() => new Inner();
            public static object Track(object inner, ITokenTracker tracker) => ((IModel)inner).WithTokenTracking(tracker);
            public static Task<LlmResult> Ask(object model, string name) => ((IModel)model).AskAsync(name, 64, "t-1");
            public static async Task<LlmResult> Find(object model) => await ((IModel)model).Find("x");
            public static LlmResult Now(object model) => ((IModel)model).Now("x");
            public static Task<string> NameIt(object model) => ((IModel)model).NameIt("n");
            public static Task<string> Ping(object model) => ((IModel)model).Ping();
            public static string Rename(object model, object inner)
            {
                ((IModel)model).Name = "renamed";
                var raised = 0;
                EventHandler handler = (_, _) => raised++;
                ((IModel)model).Changed += handler;
                ((Inner)inner).Raise();
                ((IModel)model).Changed -= handler;
                ((Inner)inner).Raise();
                return ((Inner)inner).Name + raised;
            }
        }
        """;

    private static readonly GeneratorRun Run = GeneratorRun.Of(Model);

    private readonly RecordingTracker _tracker = new();
    private readonly object _inner = Run.Call<object>("Demo.Entry", "Create");

    private object Tracked => Run.Call<object>("Demo.Entry", "Track", _inner, _tracker);

    [Fact]
    public async Task A_task_is_recorded_with_everything_its_arguments_and_its_result_say()
    {
        var result = await Run.Call<Task<LlmResult>>("Demo.Entry", "Ask", Tracked, "m");

        Assert.Equal("yes", result.Text);
        var record = _tracker.Only;
        Assert.Equal(
            ("ask", "acme", "m", "m-1", "r-1", "flex", 64L, "t-1", 10L, 5L),
            (record.Operation, record.Provider, record.RequestModel, record.ResponseModel, record.ResponseId, record.ServiceTier,
                record.MaxOutputTokens, record.Task, record.Usage.InputTokens, record.Usage.OutputTokens));
        Assert.Equal((CallOutcome.Succeeded, UsageCompleteness.Complete), (record.Outcome, record.Completeness));
    }

    [Fact]
    public void A_completed_task_is_handed_back_as_it_is()
    {
        var task = Run.Call<Task<string>>("Demo.Entry", "NameIt", Tracked);

        Assert.True(task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_value_task_is_recorded_under_the_name_of_its_attribute()
    {
        await Run.Call<Task<LlmResult>>("Demo.Entry", "Find", Tracked);

        Assert.Equal(("look_up", 15L), (_tracker.Only.Operation, _tracker.Only.Usage.TotalTokens));
    }

    [Fact]
    public void A_synchronous_result_with_usage_is_recorded()
    {
        Run.Call<LlmResult>("Demo.Entry", "Now", Tracked);

        Assert.Equal(("now", 15L), (_tracker.Only.Operation, _tracker.Only.Usage.TotalTokens));
    }

    [Fact]
    public async Task A_task_without_usage_is_recorded_as_missing()
    {
        Assert.Equal("n", await Run.Call<Task<string>>("Demo.Entry", "NameIt", Tracked));

        Assert.Equal(("name_it", UsageCompleteness.Missing, true),
            (_tracker.Only.Operation, _tracker.Only.Completeness, _tracker.Only.Usage.IsUnknown));
    }

    [Fact]
    public async Task A_member_that_is_left_out_is_only_passed_on()
    {
        Assert.Equal("pong", await Run.Call<Task<string>>("Demo.Entry", "Ping", Tracked));

        Assert.Empty(_tracker.Records);
    }

    [Fact]
    public void Properties_and_events_reach_the_inner_object()
        => Assert.Equal("renamed1", Run.Call<string>("Demo.Entry", "Rename", Tracked, _inner));

    [Fact]
    public void A_synchronous_exception_stays_synchronous_and_is_recorded()
    {
        Assert.Throws<ArgumentException>(() => { _ = Run.Call<Task<LlmResult>>("Demo.Entry", "Ask", Tracked, ""); });

        Assert.Equal((CallOutcome.Failed, "ArgumentException"), (_tracker.Only.Outcome, _tracker.Only.ErrorType));
    }

    [Fact]
    public async Task Tracking_twice_counts_once()
    {
        var once = Tracked;
        var twice = Run.Call<object>("Demo.Entry", "Track", once, _tracker);

        await Run.Call<Task<LlmResult>>("Demo.Entry", "Ask", twice, "m");

        Assert.Same(once, twice);
        Assert.Single(_tracker.Records);
    }

    [Fact]
    public async Task A_tracker_that_is_off_takes_nothing()
    {
        _tracker.IsEnabled = false;

        await Run.Call<Task<LlmResult>>("Demo.Entry", "Ask", Tracked, "m");

        Assert.Empty(_tracker.Records);
    }
}
