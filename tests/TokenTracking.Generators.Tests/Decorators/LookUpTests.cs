using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>Members that return what was created before: its usage counts once, whoever asks how often.</summary>
public sealed class LookUpTests
{
    private const string Source = """
        using System; using System.Collections.Generic; using System.Threading.Tasks; using TokenTracking;
        [assembly: TrackAiUsage(typeof(IRuns))]
        public sealed record Counts(int InputTokens, int OutputTokens);
        public sealed record ThreadRun(string Id, Counts? Usage);
        public sealed record RunOptions(string Text);
        public sealed class RunGetParams { public string RunID { get; set; } = ""; }
        public interface IRuns
        {
            Task<ThreadRun> Create(RunOptions options);
            Task<ThreadRun> RunRetrieve(string threadId, string runId);
            ValueTask<ThreadRun> Cancel(string runId);
            ThreadRun Archive(string runId);
            Task<ThreadRun> Fetch(RunGetParams parameters);
            Task<ThreadRun> Ask(string question, string threadId);
        }
        public sealed class Runs : IRuns
        {
            private static int Next;
            public ThreadRun Current = new("", null);
            public Task<ThreadRun> Create(RunOptions options) => Task.FromResult(Current = Current with { Id = options.Text + Next++ });
            public async Task<ThreadRun> RunRetrieve(string threadId, string runId) { await Task.Yield(); return Current; }
            public ValueTask<ThreadRun> Cancel(string runId) => new(Current);
            public ThreadRun Archive(string runId) => Current;
            public Task<ThreadRun> Fetch(RunGetParams parameters) => Task.FromResult(Current);
            public Task<ThreadRun> Ask(string question, string threadId) => Task.FromResult(Current);
        }
        public static class Entry
        {
            public static async Task<string> Use(ITokenTracker tracker, bool inBackground, string call)
            {
                var runs = new Runs();
                var counts = new Counts(10, 2);
                if (!inBackground) runs.Current = runs.Current with { Usage = counts };
                var tracked = ((IRuns)runs).WithTokenTracking(tracker);
                await tracked.Create(new RunOptions(call + inBackground));
                await Again();
                runs.Current = runs.Current with { Usage = counts };
                await Again();
                await Again();
                return "";

                async Task Again()
                {
                    switch (call)
                    {
                        case "RunRetrieve": await tracked.RunRetrieve("t", "r"); break;
                        case "Cancel": await tracked.Cancel("r"); break;
                        case "Archive": tracked.Archive("r"); break;
                        case "Fetch": await tracked.Fetch(new RunGetParams()); break;
                        default: await tracked.Ask("why", "t"); break;
                    }
                }
            }
        }
        """;

    private static readonly GeneratorRun Run = GeneratorRun.Of(Source);

    [Theory]
    [InlineData("RunRetrieve")]
    [InlineData("Cancel")]
    [InlineData("Archive")]
    [InlineData("Fetch")]
    public async Task What_was_billed_when_it_was_created_is_not_recorded_again(string call)
    {
        var record = Assert.Single(await RecordsOf(inBackground: false, call));

        Assert.Equal((10L, 2L), (record.Usage.InputTokens, record.Usage.OutputTokens));
    }

    [Theory]
    [InlineData("RunRetrieve")]
    [InlineData("Cancel")]
    [InlineData("Archive")]
    [InlineData("Fetch")]
    public async Task What_was_created_in_the_background_is_recorded_once_when_its_usage_arrives(string call)
    {
        var records = await RecordsOf(inBackground: true, call);

        Assert.Equal([UsageCompleteness.Missing, UsageCompleteness.Complete], records.Select(static record => record.Completeness));
        Assert.Equal(10, records[1].Usage.InputTokens);
        Assert.Equal(records[0].ResponseId, records[1].ResponseId);
    }

    [Fact]
    public async Task A_member_that_takes_another_id_is_a_call_each_time()
        => Assert.Equal(4, (await RecordsOf(inBackground: false, "Ask")).Count);

    [Theory]
    [InlineData("Task<Completion> GetCompletion(CompletionRequest request)", true)]
    [InlineData("Task<Completion> GetAnswer(string prompt)", true)]
    [InlineData("Task<Completion> GetCompletions(CompletionOptions options)", true)]
    [InlineData("Task<Completion> RetrieveAnswer(string modelId, CompletionRequest request)", true)]
    [InlineData("Task<Completion> GetCompletion(string completionId)", false)]
    [InlineData("Task<Completion> GetLast()", false)]
    [InlineData("Task<Completion> GetCompletion(CompletionRetrieveParams parameters)", false)]
    [InlineData("Task<Completion> UpdateCompletion(string completionId, CompletionOptions options)", false)]
    [InlineData("Task<Completion> GetNext(CompletionCollectionOptions options)", false)]
    public void A_member_of_an_SDK_is_known_by_what_it_takes_and_returns(string member, bool isCall)
    {
        var generated = GeneratorRun.Of($$"""
            using System.Threading.Tasks; using TokenTracking;
            [assembly: TrackAiUsage(typeof(Mistral.Client.IModels))]
            namespace Mistral.Client;
            public sealed record Counts(int InputTokens, int OutputTokens);
            public sealed record Completion(string Id, Counts? Usage);
            public sealed class CompletionRequest { public string? Model { get; set; } }
            public sealed class CompletionOptions { public string? Model { get; set; } }
            public sealed class CompletionCollectionOptions { public int Limit { get; set; } }
            public sealed class CompletionRetrieveParams { public string CompletionID { get; set; } = ""; }
            public interface IModels { {{member}}; Task<Completion> CreateAsync(CompletionRequest request); }
            """).Files.Single(static file => file.Key.Contains("IModels", StringComparison.Ordinal)).Value;

        Assert.Equal(isCall ? 2 : 1, generated.Split("TrackedCall.Start(").Length - 1);
    }

    private static async Task<IReadOnlyList<UsageRecord>> RecordsOf(bool inBackground, string call)
    {
        var tracker = new RecordingTracker();
        await Run.Call<Task<string>>("Entry", "Use", tracker, inBackground, call);
        return tracker.Records;
    }
}
