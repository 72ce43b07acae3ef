using System.Runtime.CompilerServices;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>Streams that hold their response, of a class that nothing can be derived from: another one is created over the
/// response.</summary>
public sealed class ResponseStreamTests
{
    private const string Source = """
        using System; using System.Collections.Generic; using System.IO; using System.Threading; using System.Threading.Tasks;
        using TokenTracking;
        public sealed class Reply { public bool IsDisposed { get; set; } }
        public sealed record Counts(int InputTokens, int OutputTokens);
        public sealed class Update
        {
            public string Text { get; init; } = "";
            public string? Id { get; init; }
            public Counts? Usage { get; init; }
        }
        public sealed class Streaming<T>(Reply? reply, IAsyncEnumerable<T> items) : IAsyncEnumerable<T>, IDisposable
        {
            public static Streaming<T> CreateFromResponse(Reply reply, Func<Reply, IAsyncEnumerable<T>> read)
                => new(reply ?? throw new ArgumentNullException(nameof(reply)), read(reply));
            public Reply GetRawResponse() => reply!;
            public IAsyncEnumerable<T> EnumerateValues() => this;
            public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken token = default) => items.GetAsyncEnumerator(token);
            public void Dispose() { if (reply is not null) reply.IsDisposed = true; }
        }
        [TrackAiUsage(Provider = "acme")]
        public interface IModel
        {
            Task<Streaming<Update>> Ask(string prompt);
            Streaming<Update> AskNow(string prompt);
            Task<Streaming<string>> Texts(string prompt);
        }
        public sealed class Model(string ending) : IModel
        {
            public async Task<Streaming<Update>> Ask(string prompt)
            {
                await Task.Yield();
                return ending == "refused" ? throw new IOException("refused") : AskNow(prompt);
            }
            public Streaming<Update> AskNow(string prompt) => ending == "refused"
                ? throw new IOException("refused") : new(ending == "without" ? null : new Reply(), Items());
            public Task<Streaming<string>> Texts(string prompt)
                => Task.FromResult(new Streaming<string>(new Reply(), Strings()));
            private static async IAsyncEnumerable<string> Strings() { await Task.Yield(); yield return "yes"; }
            private async IAsyncEnumerable<Update> Items()
            {
                yield return new Update { Text = "y", Id = "r-1" };
                await Task.Yield();
                if (ending == "breaks") throw new IOException("cut");
                yield return new Update { Text = "es", Id = "r-1", Usage = new(12, 5) };
            }
        }
        public static class Entry
        {
            public static async Task<string> Use(ITokenTracker tracker, string member, string ending, int items)
            {
                var model = ((IModel)new Model(ending)).WithTokenTracking(tracker);
                var text = "";
                using var stream = member == "Ask" ? await model.Ask("hi") : model.AskNow("hi");
                if (items == 0) return text;
                await foreach (var update in stream)
                {
                    text += update.Text;
                    if (--items == 0) break;
                }
                if (ending == "twice") await foreach (var update in stream.EnumerateValues()) text += update.Text;
                return stream.GetRawResponse() is { IsDisposed: false } or null ? text : "disposed";
            }
            public static async Task<string> Texts(ITokenTracker tracker)
            {
                var text = "";
                await foreach (var piece in await ((IModel)new Model("")).WithTokenTracking(tracker).Texts("hi")) text += piece;
                return text;
            }
        }
        """;

    private static readonly GeneratorRun Run = GeneratorRun.Of(Source);

    [Theory]
    [InlineData("Ask")]
    [InlineData("AskNow")]
    public async Task A_stream_is_counted_as_it_passes(string member)
    {
        var (text, record) = await Use(member, "");

        Assert.Equal("yes", text);
        Assert.Equal((12L, 5L), (record.Usage.InputTokens, record.Usage.OutputTokens));
        Assert.Equal(("acme", CallOutcome.Succeeded), (record.Provider, record.Outcome));
        Assert.Equal(UsageCompleteness.Complete, record.Completeness);
    }

    [Theory]
    [InlineData("Ask")]
    [InlineData("AskNow")]
    public async Task A_stream_that_is_read_twice_is_one_call(string member)
    {
        var (text, record) = await Use(member, "twice");

        Assert.Equal("yesyes", text);
        Assert.Equal((12L, 5L), (record.Usage.InputTokens, record.Usage.OutputTokens));
    }

    [Theory]
    [InlineData("Ask")]
    [InlineData("AskNow")]
    public async Task A_stream_that_is_left_is_an_abandoned_call(string member)
    {
        var (text, record) = await Use(member, "", items: 1);

        Assert.Equal(("y", CallOutcome.Abandoned), (text, record.Outcome));
        Assert.NotEqual(UsageCompleteness.Complete, record.Completeness);
    }

    [Theory]
    [InlineData("Ask", "refused")]
    [InlineData("AskNow", "refused")]
    [InlineData("Ask", "breaks")]
    [InlineData("AskNow", "breaks")]
    public async Task A_request_that_is_refused_and_a_stream_that_breaks_off_are_failed_calls(string member, string ending)
    {
        var tracker = new RecordingTracker();

        await Assert.ThrowsAsync<IOException>(() => Run.Call<Task<string>>("Entry", "Use", tracker, member, ending, 9));

        Assert.Equal(CallOutcome.Failed, Assert.Single(tracker.Records).Outcome);
    }

    [Theory]
    [InlineData("Ask")]
    [InlineData("AskNow")]
    public async Task A_stream_over_which_no_other_one_can_be_created_reaches_the_caller_as_it_is(string member)
    {
        var (text, record) = await Use(member, "without");

        Assert.Equal("yes", text);
        Assert.Equal((CallOutcome.Succeeded, UsageCompleteness.Missing), (record.Outcome, record.Completeness));
    }

    [Theory]
    [InlineData("Ask")]
    [InlineData("AskNow")]
    public void A_stream_that_nobody_reads_is_an_abandoned_call_when_it_is_collected(string member)
    {
        var tracker = new RecordingTracker();
        Drop(tracker, member);

        // The thread that completed the call may still hold the stream on its stack.
        for (var round = 0; round < 1000 && tracker.Records.Count == 0; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(CallOutcome.Abandoned, Assert.Single(tracker.Records).Outcome);
    }

    [Fact]
    public async Task A_stream_without_usage_is_a_call_without_usage()
    {
        var tracker = new RecordingTracker();

        Assert.Equal("yes", await Run.Call<Task<string>>("Entry", "Texts", tracker));

        Assert.Equal(UsageCompleteness.Missing, Assert.Single(tracker.Records).Completeness);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(RecordingTracker tracker, string member)
    {
        // On a thread that ends: nothing of it stays on a stack.
        var thread = new Thread(() => Run.Call<Task<string>>("Entry", "Use", tracker, member, "", 0).GetAwaiter().GetResult());
        thread.Start();
        thread.Join();
    }

    private static async Task<(string Text, UsageRecord Record)> Use(string member, string ending, int items = 9)
    {
        var tracker = new RecordingTracker();
        var text = await Run.Call<Task<string>>("Entry", "Use", tracker, member, ending, items);
        return (text, Assert.Single(tracker.Records));
    }
}
