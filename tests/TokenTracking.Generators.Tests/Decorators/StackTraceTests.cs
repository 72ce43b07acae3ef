using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>An exception shows the caller's code and the provider's, and nothing of the runtime or of generated code in between.</summary>
public sealed class StackTraceTests
{
    private static readonly GeneratorRun Run = GeneratorRun.Of("""
        using System; using System.Collections.Generic; using System.Threading.Tasks; using TokenTracking;
        [TrackAiUsage] public interface IModel
        {
            Task<LlmResult> AtOnce(); LlmResult Now(); Task<LlmResult> Faulted(); Task<LlmResult> Later();
            ValueTask<LlmResult> ValueAtOnce(); ValueTask<LlmResult> ValueFaulted(); ValueTask<LlmResult> ValueLater();
            IAsyncEnumerable<LlmStreamUpdate> StreamAtOnce(); IAsyncEnumerable<LlmStreamUpdate> StreamFirst();
            IAsyncEnumerable<LlmStreamUpdate> StreamLater();
            IEnumerable<LlmStreamUpdate> SequenceAtOnce(); IEnumerable<LlmStreamUpdate> SequenceLater();
            IChild Child { get; } IChild ChildNow(); Task<IChild> ChildFaulted();
            Task<IChild> ChildLater(); ValueTask<IChild> ChildValueLater();
            bool TryNow(out LlmResult result); bool TryChild(out IChild child);
            LlmResult NowOf(ReadOnlySpan<char> prompt); LlmResult NowBy(ref int count);
            string Name { get; set; } void Forwarded(); Task ForwardedLater();
        }
        public interface IChild { Task<LlmResult> ChildAtOnce(); Task<LlmResult> ChildAsk(); }
        public sealed class Model : IModel, IChild
        {
            private static Exception No => new InvalidOperationException("no");
            private static async Task<T> Fail<T>() { await Task.Yield(); throw No; }
            public Task<LlmResult> AtOnce() => throw No;
            public LlmResult Now() => throw No;
            #pragma warning disable CS1998
            public async Task<LlmResult> Faulted() => throw No;
            public async Task<LlmResult> Later() { await Task.Yield(); throw No; }
            public ValueTask<LlmResult> ValueAtOnce() => throw No;
            public async ValueTask<LlmResult> ValueFaulted() => throw No;
            public async ValueTask<LlmResult> ValueLater() { await Task.Yield(); throw No; }
            public IAsyncEnumerable<LlmStreamUpdate> StreamAtOnce() => throw No;
            public async IAsyncEnumerable<LlmStreamUpdate> StreamFirst() { if (No is not null) throw No; yield break; }
            public async IAsyncEnumerable<LlmStreamUpdate> StreamLater() { yield return new(); await Task.Yield(); throw No; }
            public IEnumerable<LlmStreamUpdate> SequenceAtOnce() => throw No;
            public IEnumerable<LlmStreamUpdate> SequenceLater() { yield return new(); throw No; }
            public IChild Child => this;
            public IChild ChildNow() => throw No;
            public async Task<IChild> ChildFaulted() => throw No;
            public async Task<IChild> ChildLater() { await Task.Yield(); throw No; }
            public async ValueTask<IChild> ChildValueLater() { await Task.Yield(); throw No; }
            public bool TryNow(out LlmResult result) => throw No;
            public bool TryChild(out IChild child) => throw No;
            public LlmResult NowOf(ReadOnlySpan<char> prompt) => throw No;
            public LlmResult NowBy(ref int count) => throw No;
            public string Name { get => throw No; set => throw No; }
            public void Forwarded() => throw No;
            public async Task ForwardedLater() { await Task.Yield(); throw No; }
            public Task<LlmResult> ChildAtOnce() => throw No;
            public async Task<LlmResult> ChildAsk() { await Task.Yield(); throw No; }
        }
        public static class Entry
        {
            public static async Task<string> Trace(ITokenTracker tracker, string call)
            {
                var model = new Model().WithTokenTracking(tracker);
                try
                {
                    switch (call)
                    {
                        case "AtOnce": await model.AtOnce(); break;
                        case "Now": model.Now(); break;
                        case "Faulted": await model.Faulted(); break;
                        case "Later": await model.Later(); break;
                        case "ValueAtOnce": await model.ValueAtOnce(); break;
                        case "ValueFaulted": await model.ValueFaulted(); break;
                        case "ValueLater": await model.ValueLater(); break;
                        case "StreamAtOnce": await foreach (var _ in model.StreamAtOnce()) { } break;
                        case "StreamFirst": await foreach (var _ in model.StreamFirst()) { } break;
                        case "StreamLater": await foreach (var _ in model.StreamLater()) { } break;
                        case "SequenceAtOnce": foreach (var _ in model.SequenceAtOnce()) { } break;
                        case "SequenceLater": foreach (var _ in model.SequenceLater()) { } break;
                        case "ChildNow": model.ChildNow(); break;
                        case "ChildFaulted": await model.ChildFaulted(); break;
                        case "ChildLater": await model.ChildLater(); break;
                        case "ChildValueLater": await model.ChildValueLater(); break;
                        case "ChildAtOnce": await model.Child.ChildAtOnce(); break;
                        case "ChildAsk": await model.Child.ChildAsk(); break;
                        case "TryNow": model.TryNow(out _); break;
                        case "TryChild": model.TryChild(out _); break;
                        case "NowOf": model.NowOf("a"); break;
                        case "NowBy": var count = 1; model.NowBy(ref count); break;
                        case "get_Name": _ = model.Name; break;
                        case "set_Name": model.Name = ""; break;
                        case "Forwarded": model.Forwarded(); break;
                        case "ForwardedLater": await model.ForwardedLater(); break;
                    }
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
    [InlineData("Faulted")]
    [InlineData("Later")]
    [InlineData("ValueAtOnce")]
    [InlineData("ValueFaulted")]
    [InlineData("ValueLater")]
    [InlineData("StreamAtOnce")]
    [InlineData("SequenceAtOnce")]
    [InlineData("SequenceLater")]
    [InlineData("ChildNow")]
    [InlineData("ChildFaulted")]
    [InlineData("ChildLater")]
    [InlineData("ChildValueLater")]
    [InlineData("ChildAtOnce")]
    [InlineData("ChildAsk")]
    [InlineData("TryNow")]
    [InlineData("TryChild")]
    [InlineData("NowOf")]
    [InlineData("NowBy")]
    [InlineData("get_Name")]
    [InlineData("set_Name")]
    [InlineData("Forwarded")]
    [InlineData("ForwardedLater")]
    public async Task Neither_the_runtime_nor_generated_code_is_in_it(string call)
    {
        var frames = await FramesAsync(call);

        Assert.Contains("Model." + call, frames[0], StringComparison.Ordinal);
        Assert.Contains("Entry.Trace", frames[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(frames, static frame => frame.Contains("Tracked", StringComparison.Ordinal));
        Assert.DoesNotContain(frames, static frame => frame.Contains("TokenTracking.Generated", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("StreamFirst")]
    [InlineData("StreamLater")]
    public async Task Limit_the_enumeration_of_an_asynchronous_stream_is_in_it_once(string call)
    {
        var frames = await FramesAsync(call);

        Assert.Contains("Model." + call, frames[0], StringComparison.Ordinal);
        Assert.Single(frames, static frame => frame.Contains("Tracked", StringComparison.Ordinal));
    }

    private static async Task<List<string>> FramesAsync(string call)
    {
        var trace = await Run.Call<Task<string>>("Entry", "Trace", new RecordingTracker(), call);
        return trace.ReplaceLineEndings("\n").Split('\n')
            .Where(static line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal)).ToList();
    }
}
