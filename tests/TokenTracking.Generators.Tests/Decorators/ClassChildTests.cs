using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>Clients without an interface that a tracked interface returns. They are decorated if they are tracked themselves.</summary>
public sealed class ClassChildTests
{
    private static readonly GeneratorRun Run = GeneratorRun.Of("""
        using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using TokenTracking;
        [assembly: TrackAiUsage(typeof(Demo.Named))]
        [assembly: TrackAiUsage(typeof(Demo.Second))]
        namespace Demo;

        [TrackAiUsage] public interface IClients
        {
            Named Client { get; }
            Named? None { get; }
            Named Get(string model);
            Task<Named> GetAsync(string model);
            ValueTask<Second> GetSecondAsync();
            IReadOnlyList<Named> All { get; }
            bool TryGet(string model, out Named client);
            Other Untracked { get; }
            Task<LlmResult> Direct();
        }
        public class Named
        {
            public virtual Task<LlmResult> AskAsync() => Answers.One();
            public virtual Second Next => new();
        }
        public class Second { public virtual Task<LlmResult> AskAsync() => Answers.One(); }
        public class Other { public virtual Task<LlmResult> AskAsync() => Answers.One(); }
        public static class Answers
        {
            public static Task<LlmResult> One() => Task.FromResult(new LlmResult { Text = "", Usage = TokenUsage.FromInclusive(1, 2) });
        }
        public sealed class Clients : IClients
        {
            public Named Client { get; } = new();
            public Named? None => null;
            public Named Get(string model) => new();
            public async Task<Named> GetAsync(string model) { await Task.Yield(); return new(); }
            public ValueTask<Second> GetSecondAsync() => new(new Second());
            public IReadOnlyList<Named> All => [new()];
            public bool TryGet(string model, out Named client) { client = new(); return true; }
            public Other Untracked { get; } = new();
            public Task<LlmResult> Direct() => Answers.One();
        }
        public static class Entry
        {
            public static async Task<string> Call(ITokenTracker tracker, string way)
            {
                var inner = new Clients();
                var clients = inner.WithTokenTracking(tracker);
                switch (way)
                {
                    case "property": await clients.Client.AskAsync(); break;
                    case "method": await clients.Get("m").AskAsync(); break;
                    case "task": await (await clients.GetAsync("m")).AskAsync(); break;
                    case "value task": await (await clients.GetSecondAsync()).AskAsync(); break;
                    case "list": await clients.All.Single().AskAsync(); break;
                    case "out": _ = clients.TryGet("m", out var brought); await brought.AskAsync(); break;
                    case "of a class": await clients.Client.Next.AskAsync(); break;
                    case "tracked again": await clients.Client.WithTokenTracking(tracker).AskAsync(); break;
                }
                return $"{ReferenceEquals(clients.Client, clients.Client)} {clients.None is null} "
                    + ReferenceEquals(clients.Untracked, inner.Untracked);
            }
        }
        """);

    [Theory]
    [InlineData("property")]
    [InlineData("method")]
    [InlineData("task")]
    [InlineData("value task")]
    [InlineData("list")]
    [InlineData("out")]
    [InlineData("of a class")]
    [InlineData("tracked again")]
    public async Task A_call_is_recorded_once_and_getting_the_client_is_none(string way)
    {
        var tracker = new RecordingTracker();

        var same = await Run.Call<Task<string>>("Demo.Entry", "Call", tracker, way);

        Assert.Equal("True True True", same);
        Assert.Equal(3, tracker.Only.Usage.TotalTokens);
    }
}
