using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>Responses that are created in the background: one record when the finished response is first seen, and none before.</summary>
public sealed class BackgroundResponseTests
{
    private const string Usings = """
        #nullable enable
        using System; using System.Collections.Generic; using System.Threading.Tasks; using TokenTracking;

        """;

    private const string Types = """
        public sealed record Counts(int InputTokens, int OutputTokens);
        public enum State { Queued, InProgress, Completed, Failed }
        public sealed record Job(string Id, string Model, Counts? Usage, string Status, bool? Background);
        public sealed record Run(string Id, Counts? Usage, State? Status);
        public sealed class RunOptions { public string Text { get; set; } = ""; }
        """;

    private const string Source = Usings + """
        [assembly: TrackAiUsage(typeof(IJobs))]
        [assembly: TrackAiUsage(typeof(IRuns))]
        [assembly: TrackAiUsage(typeof(ICreatesAlone))]

        """ + Types + """

        public interface IJobs { Task<Job> CreateJob(RunOptions options); Task<Job> GetJob(string jobId); Job CancelJob(string jobId); }
        public interface IRuns { ValueTask<Run> Start(RunOptions options); Run Fetch(string runId); }
        public interface ICreatesAlone { Task<Job> CreateJob(RunOptions options); }
        public sealed class Server : IJobs, IRuns, ICreatesAlone
        {
            public Job Job = new("", "m", null, "queued", null);
            public Task<Job> CreateJob(RunOptions options) => Task.FromResult(Job);
            public async Task<Job> GetJob(string jobId) { await Task.Yield(); return Job; }
            public Job CancelJob(string jobId) => Job;
            public ValueTask<Run> Start(RunOptions options) => new(Run());
            public Run Fetch(string runId) => Run();
            private Run Run() => new(Job.Id, Job.Usage, Enum.Parse<State>(Job.Status.Replace("_", ""), ignoreCase: true));
        }
        public static class Entry
        {
            public static async Task<string> Jobs(ITokenTracker tracker, string id, string[] statuses, bool? background)
            {
                var server = new Server();
                var jobs = ((IJobs)server).WithTokenTracking(tracker);
                for (var index = 0; index < statuses.Length; index++)
                {
                    var hasUsage = statuses[index] is "completed" or "incomplete";
                    server.Job = new Job(id, "m", hasUsage ? new Counts(10, 2) : null, statuses[index], background);
                    if (index == 0)
                    {
                        using (TrackingScope.Begin(project: "created")) await jobs.CreateJob(new RunOptions());
                    }
                    else if (index == statuses.Length - 1) jobs.CancelJob(id);
                    else await jobs.GetJob(id);
                }
                return "";
            }

            public static async Task<string> Runs(ITokenTracker tracker, string id)
            {
                var server = new Server();
                var runs = ((IRuns)server).WithTokenTracking(tracker);
                foreach (var status in new[] { "queued", "in_progress", "completed", "completed" })
                {
                    server.Job = server.Job with { Id = id, Status = status, Usage = status == "completed" ? new Counts(10, 2) : null };
                    if (status == "queued") await runs.Start(new RunOptions()); else runs.Fetch(id);
                }
                return "";
            }

            public static async Task<string> Alone(ITokenTracker tracker, string id)
            {
                var server = new Server();
                server.Job = server.Job with { Id = id };
                await ((ICreatesAlone)server).WithTokenTracking(tracker).CreateJob(new RunOptions());
                return "";
            }

            public static async Task<string> Elsewhere(ITokenTracker tracker, string id)
            {
                var jobs = ((IJobs)new Server { Job = new Job(id, "m", new Counts(10, 2), "completed", true) }).WithTokenTracking(tracker);
                await jobs.GetJob(id);
                await jobs.GetJob(id);
                return "";
            }
        }
        """;

    private static readonly GeneratorRun Generated = GeneratorRun.Of(Source);

    private readonly RecordingTracker _tracker = new();

    [Theory]
    [InlineData("polled until it is complete", null, "queued", "in_progress", "completed", "completed")]
    [InlineData("complete at the first look", null, "in_progress", "completed", "completed")]
    [InlineData("cut at a limit", true, "queued", "incomplete", "incomplete", "incomplete")]
    [InlineData("in words of other providers", null, "PENDING", "running", "completed", "completed")]
    [InlineData("complete when it is created", true, "completed", "completed", "completed")]
    public async Task It_is_one_record_of_the_call_that_created_it(string id, bool? background, params string[] statuses)
    {
        await Generated.Call<Task<string>>("Entry", "Jobs", _tracker, id, statuses, background);

        var record = _tracker.Only;
        Assert.Equal(
            (10L, UsageCompleteness.Complete, CallOutcome.Succeeded, "create_job", "created", id),
            (record.Usage.InputTokens, record.Completeness, record.Outcome, record.Operation, record.Project, record.ResponseId));
    }

    [Theory]
    [InlineData("failed", CallOutcome.Failed)]
    [InlineData("expired", CallOutcome.Failed)]
    [InlineData("cancelled", CallOutcome.Cancelled)]
    public async Task One_that_ends_without_usage_is_one_record_of_how_it_ended(string status, CallOutcome outcome)
    {
        await Generated.Call<Task<string>>("Entry", "Jobs", _tracker, "ends " + status, new[] { "queued", status, status, status }, null);

        Assert.Equal((outcome, UsageCompleteness.Missing), (_tracker.Only.Outcome, _tracker.Only.Completeness));
    }

    [Fact]
    public async Task One_that_is_not_finished_has_no_record()
    {
        await Generated.Call<Task<string>>("Entry", "Jobs", _tracker, "unfinished", new[] { "queued", "queued", "in_progress" }, null);

        Assert.Empty(_tracker.Records);
    }

    [Fact]
    public async Task Its_state_may_be_an_enum()
    {
        await Generated.Call<Task<string>>("Entry", "Runs", _tracker, "an enum");

        Assert.Equal(("start", 12L), (_tracker.Only.Operation, _tracker.Only.Usage.TotalTokens));
    }

    [Fact]
    public async Task Where_no_member_looks_it_up_its_creation_is_recorded_without_usage()
    {
        await Generated.Call<Task<string>>("Entry", "Alone", _tracker, "alone");

        Assert.Equal(UsageCompleteness.Missing, _tracker.Only.Completeness);
    }

    [Fact]
    public async Task One_that_another_process_created_is_recorded_where_it_is_looked_up()
    {
        await Generated.Call<Task<string>>("Entry", "Elsewhere", _tracker, "elsewhere");

        Assert.Equal(("get_job", 12L), (_tracker.Only.Operation, _tracker.Only.Usage.TotalTokens));
    }
}
