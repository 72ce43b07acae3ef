using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>A service that a task brings may be null: it stays null, and one that is there is tracked.</summary>
public sealed class NullServiceTests
{
    [Theory]
    [InlineData("Task<IService?>", "Task.FromResult(Made(there))", "await root.Find(there)")]
    [InlineData("ValueTask<IService?>", "new(Made(there))", "await root.Find(there)")]
    [InlineData(
        "Task<IReadOnlyList<IService?>>", "Task.FromResult<IReadOnlyList<IService?>>([Made(there)])", "(await root.Find(there))[0]")]
    [InlineData(
        "Task<IReadOnlyList<IService>?>", "Task.FromResult<IReadOnlyList<IService>?>(there ? [new Service()] : null)",
        "(await root.Find(there))?[0]")]
    [InlineData(
        "ValueTask<IEnumerable<IService?>?>", "new((IEnumerable<IService?>?)(there ? [Made(true)] : null))",
        "(await root.Find(there))?.First()")]
    public async Task Null_stays_null(string type, string returned, string found)
    {
        var run = GeneratorRun.Of($$"""
            #nullable enable
            using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using TokenTracking;
            [TrackAiUsage] public interface IRoot { {{type}} Find(bool there); }
            public interface IService { Task<LlmResult> Ask(); }
            public sealed class Service : IService
            {
                public Task<LlmResult> Ask() => Task.FromResult(new LlmResult { Text = "", Usage = TokenUsage.FromInclusive(1, 2) });
            }
            public sealed class Root : IRoot
            {
                public {{type}} Find(bool there) => {{returned}};
                private static IService? Made(bool there) => there ? new Service() : null;
            }
            public static class Entry
            {
                public static async Task<bool> Find(ITokenTracker tracker, bool there)
                {
                    var root = new Root().WithTokenTracking(tracker);
                    var service = {{found}};
                    if (service is not null)
                        await service.Ask();
                    return service is not null;
                }
            }
            """);
        var tracker = new RecordingTracker();

        Assert.False(await run.Call<Task<bool>>("Entry", "Find", tracker, false));
        Assert.True(await run.Call<Task<bool>>("Entry", "Find", tracker, true));
        Assert.Single(tracker.Records);
    }
}
