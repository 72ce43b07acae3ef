using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>An exception that a member throws at once shows the caller's code and the provider's, and nothing of the runtime in
/// between.</summary>
public sealed class StackTraceTests
{
    private static readonly GeneratorRun Run = GeneratorRun.Of("""
        using System; using System.Collections.Generic; using System.Threading.Tasks; using TokenTracking;
        [TrackAiUsage] public interface IModel
        {
            Task<LlmResult> AtOnce(); LlmResult Now();
        }
        public sealed class Model : IModel
        {
            public Task<LlmResult> AtOnce() => throw new InvalidOperationException("no");
            public LlmResult Now() => throw new InvalidOperationException("no");
        }
        public static class Entry
        {
            public static async Task<string> Trace(ITokenTracker tracker, string call)
            {
                var model = new Model().WithTokenTracking(tracker);
                try
                {
                    _ = call switch
                    {
                        "AtOnce" => await model.AtOnce(),
                        _ => model.Now(),
                    };
                    return "";
                }
                catch (InvalidOperationException exception)
                {
                    return exception.StackTrace!;
                }
            }
        }
        """);

    [Theory]
    [InlineData("AtOnce")]
    [InlineData("Now")]
    public async Task The_runtime_is_not_in_it(string call)
    {
        var trace = await Run.Call<Task<string>>("Entry", "Trace", new RecordingTracker(), call);

        Assert.Contains("Model." + call, trace, StringComparison.Ordinal);
        Assert.Contains("Entry.Trace", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("TrackedCall", trace, StringComparison.Ordinal);
    }
}
