using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

public sealed class ChildServiceTests
{
    private static readonly GeneratorRun Run = GeneratorRun.Of("""
        using System; using System.Threading.Tasks; using TokenTracking;
        namespace Demo;

        [TrackAiUsage] public interface IRoot : IDisposable
        {
            IMessages Messages { get; }
            IMessages? None { get; }
            IPlain Plain { get; }
            IRoot WithOptions(string inner, string children);
            Task<IMessages> LaterAsync();
            ValueTask<IRoot> SelfAsync();
        }
        public interface IMessages { Task<LlmResult> Create(); Task<string> Count(); IRoot Root { get; } IBatches Batches { get; } IMessages Same(); }
        public interface IBatches { IMessages Back { get; } ValueTask<LlmResult> Run(); }
        public interface IPlain { string Name { get; } }

        public sealed class Root : IRoot, IMessages, IBatches, IPlain
        {
            private Root? _other;
            public int Disposals;
            public IMessages Messages => this;
            public IMessages? None => null;
            public IPlain Plain => this;
            public IRoot WithOptions(string inner, string children) => _other ??= new Root();
            public Task<IMessages> LaterAsync() => Task.FromResult<IMessages>(this);
            public ValueTask<IRoot> SelfAsync() => new(this);
            public Task<LlmResult> Create() => Task.FromResult(new LlmResult { Text = "", Usage = TokenUsage.FromInclusive(1, 2) });
            public Task<string> Count() => Task.FromResult("3");
            IRoot IMessages.Root => this;
            public IBatches Batches => this;
            public IMessages Same() => this;
            public IMessages Back => this;
            public async ValueTask<LlmResult> Run() => await Create();
            public string Name => "plain";
            public void Dispose() => Disposals++;
        }

        public static class Entry
        {
            public static async Task<string> Walk(ITokenTracker tracker)
            {
                var inner = new Root();
                IRoot root = inner.WithTokenTracking(tracker);
                await root.Messages.Create();
                await root.Messages.Batches.Run();
                await root.Messages.Batches.Back.Same().Create();
                await root.WithOptions("", "").Messages.Create();
                await (await root.LaterAsync()).Create();
                await (await root.SelfAsync()).Messages.Create();
                await root.Messages.Count();
                using (root) { }
                return string.Join(" ", ReferenceEquals(root.Messages, root.Messages), ReferenceEquals(root, root.Messages.Root),
                    ReferenceEquals(root, await root.SelfAsync()), ReferenceEquals(root.Plain, inner), root.None is null, inner.Disposals);
            }
        }
        """);

    [Fact]
    public async Task What_a_tracked_object_hands_out_is_tracked_once_and_stays_the_same()
    {
        var tracker = new RecordingTracker();

        Assert.Equal("True True True True True 1", await Run.Call<Task<string>>("Demo.Entry", "Walk", tracker));
        Assert.Equal(
            ["create", "run", "create", "create", "create", "create"],
            tracker.Records.Select(static record => record.Operation));
    }
}
