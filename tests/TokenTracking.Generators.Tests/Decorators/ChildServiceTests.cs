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
        public interface IMessages
        {
            Task<LlmResult> Create();
            Task<string> Count();
            IRoot Root { get; }
            IBatches Batches { get; }
            IMessages Same();
        }
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

    [Fact]
    public async Task Lists_and_out_parameters_hand_out_tracked_services_and_the_inner_object_gets_its_own_back()
    {
        var run = GeneratorRun.Of("""
            using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using TokenTracking;
            namespace Demo;

            [TrackAiUsage] public interface IRoot
            {
                IReadOnlyList<IMessages> All { get; }
                IEnumerable<IMessages?> Some(int children);
                Task<IReadOnlyCollection<IMessages>> LaterAsync();
                bool TryFind(string result, out IMessages? found, out int n);
                void Find(out IMessages found);
                Task<LlmResult> Ask(out IMessages used);
                IMessages Favourite { get; set; }
                bool Owns(IMessages? messages, IReadOnlyList<IMessages> list);
            }
            public interface IMessages { Task<LlmResult> Create(); }

            public sealed class Messages : IMessages
            {
                public Task<LlmResult> Create() => Task.FromResult(new LlmResult { Text = "", Usage = TokenUsage.FromInclusive(1, 2) });
            }

            public sealed class Root : IRoot
            {
                private readonly Messages[] _all = [new(), new()];
                public IMessages Held = null!;
                public IReadOnlyList<IMessages> All => _all;
                public IEnumerable<IMessages?> Some(int children) { yield return _all[0]; yield return null; }
                public Task<IReadOnlyCollection<IMessages>> LaterAsync() => Task.FromResult<IReadOnlyCollection<IMessages>>(_all);
                public bool TryFind(string result, out IMessages? found, out int n)
                {
                    found = result.Length > 0 ? _all[1] : null;
                    n = 7;
                    return found is not null;
                }
                public void Find(out IMessages found) => found = _all[0];
                public Task<LlmResult> Ask(out IMessages used) { used = _all[0]; return used.Create(); }
                public IMessages Favourite { get => Held; set => Held = value; }
                public bool Owns(IMessages? messages, IReadOnlyList<IMessages> list)
                    => messages is Messages own && _all.Contains(own) && ReferenceEquals(list, _all);
            }

            public static class Entry
            {
                public static async Task<string> Walk(ITokenTracker tracker)
                {
                    var inner = new Root();
                    IRoot root = inner.WithTokenTracking(tracker);
                    foreach (var messages in root.All)
                        await messages.Create();
                    await root.Some(1).First()!.Create();
                    await (await root.LaterAsync()).Last().Create();
                    var isFound = root.TryFind("x", out var found, out var n);
                    await found!.Create();
                    root.Find(out var first);
                    await first.Create();
                    await root.Ask(out var used);
                    root.Favourite = first;
                    await root.Favourite.Create();
                    return string.Join(" ", isFound, n, root.TryFind("", out var none, out _), none is null, ReferenceEquals(first, used),
                        ReferenceEquals(first, root.All[0]),
                        ReferenceEquals(root.All, root.All), root.All.Count, inner.Held is Messages, ReferenceEquals(root.Favourite, first),
                        root.Owns(first, root.All),
                        root.Owns(inner.All[1], inner.All), root.Owns(null, root.All), root.Some(1).Last() is null);
                }
            }
            """);
        var tracker = new RecordingTracker();

        Assert.Equal("True 7 False True True True True 2 True True True True False True",
            await run.Call<Task<string>>("Demo.Entry", "Walk", tracker));
        Assert.Equal(
            ["create", "create", "create", "create", "create", "create", "ask", "create"],
            tracker.Records.Select(static record => record.Operation));
    }
}
