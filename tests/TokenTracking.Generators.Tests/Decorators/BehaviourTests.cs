using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>What no compile check finds: the members that reach the inner object, and what they do there.</summary>
public sealed class BehaviourTests
{
    private static readonly GeneratorRun Run = GeneratorRun.Of("""
        using System; using System.Collections.Generic; using System.Threading.Tasks; using TokenTracking;
        namespace Demo;

        public interface IA { int M() => 1; string P { get; set; } }
        public interface IB { int M() => 2; }
        [TrackAiUsage] public interface IModel : IA, IB
        {
            new int P { get; set; }
            int Cost() => 0;
            string Key { get; init; }
            int this[int i, params string[] keys] { get; set; }
            ref int Slot(int i);
            bool TryTake(in int a, ref int b, out int c);
            Task<LlmResult> Ask(ReadOnlySpan<char> text, out string id);
            Task<LlmResult> AskTwice(string s) => Ask(s, out _);
            static abstract string Describe(int x);
        }

        public sealed class Model : IModel
        {
            public int[] Slots = new int[3];
            string IA.P { get; set; } = "a";
            int IModel.P { get; set; } = 7;
            int IA.M() => 10;
            int IB.M() => 20;
            public int Cost() => 42;
            public string Key { get; init; } = "none";
            public int this[int i, params string[] keys] { get => i + keys.Length; set => Slots[i] = value; }
            public ref int Slot(int i) => ref Slots[i];
            public bool TryTake(in int a, ref int b, out int c) { b += a; c = b * 2; return true; }
            public Task<LlmResult> Ask(ReadOnlySpan<char> text, out string id)
            {
                id = text.ToString();
                return Task.FromResult(new LlmResult { Text = id, Usage = TokenUsage.FromInclusive(1, 1) });
            }
            public static string Describe(int x) => "model " + x;
        }

        public static class Entry
        {
            static string Static<T>(T model) where T : IModel => T.Describe(5);

            public static async Task<string> Use(ITokenTracker tracker)
            {
                var inner = new Model();
                var tracked = inner.WithTokenTracking(tracker);
                tracked.Slot(1) = 5;
                tracked[2, "a"] = 6;
                var b = 1;
                var taken = tracked.TryTake(3, ref b, out var c);
                tracked.P++;
                ((IA)tracked).P += "!";
                var text = (await tracked.Ask("hello", out var id)).Text;
                await tracked.AskTwice("again");
                return string.Join(
                    " ", ((IA)tracked).M(), ((IB)tracked).M(), tracked.Cost(), inner.Slots[1], inner.Slots[2], tracked[2, "x", "y"],
                    taken, b, c, ((IModel)inner).P, ((IA)inner).P, text, id, Static(new TrackedModel<Model>(inner, tracker)));
            }

            // An initializer over an inner object is what an init accessor is forwarded for.
            public static string Init(ITokenTracker tracker)
            {
                var inner = new Model();
                var setter = typeof(IModel).GetProperty("Key")!.SetMethod!;
                setter.Invoke(inner.WithTokenTracking(tracker), new object[] { "set" });
                return inner.Key;
            }
        }
        """);

    [Fact]
    public async Task Every_member_reaches_the_inner_object_as_it_was_called()
    {
        var tracker = new RecordingTracker();

        var seen = await Run.Call<Task<string>>("Demo.Entry", "Use", tracker);

        Assert.Equal("10 20 42 5 6 4 True 4 8 8 a! hello hello model 5", seen);
        Assert.Equal(["ask", "ask_twice"], tracker.Records.Select(static record => record.Operation));
    }

    [Fact]
    public void An_init_accessor_sets_the_inner_object()
        => Assert.Equal("set", Run.Call<string>("Demo.Entry", "Init", new RecordingTracker()));
}
