using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>Results that say that the call failed, where other SDKs throw.</summary>
public sealed class ReturnedFailureTests
{
    [Theory]
    [InlineData("public bool Successful => Error is null; public Fault? Error { get; set; } = new();", "rate_limit")]
    [InlineData("public bool IsSuccess => false;", "error")]
    [InlineData("public bool IsError => true; public string? ErrorCode => \"overloaded\";", "overloaded")]
    [InlineData("public bool HasError => true; public string? ErrorType => \"a message with words\";", "error")]
    public async Task A_result_that_says_that_it_failed_is_a_failed_call(string members, string errorType)
    {
        var record = await RecordOf(members);

        Assert.Equal((CallOutcome.Failed, errorType), (record.Outcome, record.ErrorType));
    }

    [Theory]
    [InlineData("public bool IsSuccess => true;")]
    [InlineData("public bool IsError => false;")]
    [InlineData("public bool Successful => true; public Fault? Error { get; set; } = new();")]
    public async Task A_result_that_says_that_it_succeeded_is_none(string members)
    {
        var record = await RecordOf(members);

        Assert.Equal((CallOutcome.Succeeded, null), (record.Outcome, record.ErrorType));
    }

    private static async Task<UsageRecord> RecordOf(string members)
    {
        var tracker = new RecordingTracker();
        await GeneratorRun.Of($$"""
            using System.Threading.Tasks; using TokenTracking;
            public sealed class Fault { public string? Code => "rate_limit"; }
            public sealed record Counts(int InputTokens, int OutputTokens);
            public sealed class Answer { public Counts? Usage { get; set; } {{members}} }
            [TrackAiUsage] public interface IModel { Task<Answer> AskAsync(string prompt); }
            public sealed class Model : IModel { public Task<Answer> AskAsync(string prompt) => Task.FromResult(new Answer()); }
            public static class Entry
            {
                public static Task<Answer> Use(ITokenTracker tracker) => ((IModel)new Model()).WithTokenTracking(tracker).AskAsync("hi");
            }
            """).Call<Task>("Entry", "Use", tracker);
        return Assert.Single(tracker.Records);
    }
}
