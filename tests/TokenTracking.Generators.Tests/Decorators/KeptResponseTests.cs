using System.Text;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>Results that keep the response that they were made from: its bytes state what their types do not.</summary>
public sealed class KeptResponseTests
{
    private const string Source = """
        using System; using System.Collections.Generic; using System.IO; using System.Text; using System.Threading.Tasks;
        using TokenTracking;
        public sealed class Headers
        {
            public bool TryGetValue(string name, out string? value)
            {
                value = name == "Content-Type" ? "application/json" : null;
                return true;
            }
        }
        public class Reply
        {
            public Stream? ContentStream { get; set; }
            public int Status { get; set; } = 200;
            public Headers Headers { get; } = new();
        }
        public class Kept { public Reply Raw = new(); public Reply GetRawResponse() => Raw; }
        public sealed class KeptText : Kept { public string Text => "yes"; }
        public sealed class KeptCounts : Kept { public Counts? Usage { get; set; } }
        public sealed record Counts(int InputTokens, int OutputTokens);
        [TrackAiUsage(Provider = "acme")]
        public interface IModel
        {
            Task<Reply> Protocol(string prompt);
            Task<KeptText> Text(string prompt);
            ValueTask<KeptText> Value(string prompt);
            Task<KeptCounts> Counted(string prompt);
        }
        public sealed class Model(Stream content, int status) : IModel
        {
            private Reply Answer() => new() { ContentStream = content, Status = status };
            public async Task<Reply> Protocol(string prompt) { await Task.Yield(); return Answer(); }
            public Task<KeptText> Text(string prompt) => Task.FromResult(new KeptText { Raw = Answer() });
            public ValueTask<KeptText> Value(string prompt) => new(new KeptText { Raw = Answer() });
            public Task<KeptCounts> Counted(string prompt) => Task.FromResult(new KeptCounts { Raw = Answer(), Usage = new(12, 5) });
        }
        public static class Entry
        {
            public static async Task<string> Use(ITokenTracker tracker, Stream content, int status, string member, bool isLeft)
            {
                var model = ((IModel)new Model(content, status)).WithTokenTracking(tracker);
                var reply = member switch
                {
                    "Protocol" => await model.Protocol("hi"),
                    "Text" => (await model.Text("hi")).Raw,
                    "Value" => (await model.Value("hi")).Raw,
                    _ => (await model.Counted("hi")).Raw,
                };
                using var body = reply.ContentStream!;
                if (isLeft) { body.ReadByte(); return ""; }
                using var reader = new StreamReader(body);
                return await reader.ReadToEndAsync();
            }
        }
        """;

    private const string Answer = """
        {"id":"chatcmpl-1","object":"chat.completion","model":"m-1","choices":[{"index":0,"message":{"role":"assistant","content":"yes"},
        "finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17,
        "prompt_tokens_details":{"cached_tokens":4}}}
        """;

    private static readonly GeneratorRun Run = GeneratorRun.Of(Source);

    [Theory]
    [InlineData("Protocol", true)]
    [InlineData("Text", true)]
    [InlineData("Value", true)]
    [InlineData("Counted", true)]
    [InlineData("Protocol", false)]
    [InlineData("Text", false)]
    [InlineData("Value", false)]
    [InlineData("Counted", false)]
    public async Task The_bytes_of_the_response_are_counted_and_reach_the_caller(string member, bool isBuffered)
    {
        var (text, record) = await Use(Answer, 200, member, isBuffered);

        Assert.Equal(Answer, text);
        Assert.Equal((8L, 4L, 5L), (record.Usage.FreshInputTokens, record.Usage.CacheReadTokens, record.Usage.OutputTokens));
        Assert.Equal(("acme", "m-1", "chatcmpl-1"), (record.Provider, record.Model, record.ResponseId));
        Assert.Equal((CallOutcome.Succeeded, UsageCompleteness.Complete), (record.Outcome, record.Completeness));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_response_that_refuses_the_request_is_a_failed_call(bool isBuffered)
    {
        var (_, record) = await Use("""{"error":{"type":"invalid_request_error","message":"no"}}""", 400, "Protocol", isBuffered);

        Assert.Equal((CallOutcome.Failed, "400"), (record.Outcome, record.ErrorType));
        Assert.True(record.Usage.IsUnknown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("""{"usage":{"prompt_tokens":-1,"completion_tokens":"many"}}""")]
    [InlineData("""{"object":"list","data":[]}""")]
    public async Task A_body_without_usage_is_a_record_without_usage(string body)
    {
        foreach (var isBuffered in new[] { true, false })
        {
            var (text, record) = await Use(body, 200, "Text", isBuffered);

            Assert.Equal(body, text);
            Assert.True(record.Usage.IsUnknown || record.Completeness != UsageCompleteness.Complete);
        }
    }

    [Fact]
    public async Task A_body_that_is_left_is_one_record_of_an_abandoned_call()
    {
        var (_, record) = await Use(Answer, 200, "Protocol", isBuffered: false, isLeft: true);

        Assert.Equal((CallOutcome.Abandoned, UsageCompleteness.Missing), (record.Outcome, record.Completeness));
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_a_failed_call()
    {
        var tracker = new RecordingTracker();

        await Assert.ThrowsAsync<IOException>(
            () => Run.Call<Task<string>>("Entry", "Use", tracker, new Network(Answer, breaks: true), 200, "Protocol", false));

        Assert.Equal(CallOutcome.Failed, Assert.Single(tracker.Records).Outcome);
    }

    private static async Task<(string Text, UsageRecord Record)> Use(
        string body, int status, string member, bool isBuffered, bool isLeft = false)
    {
        var tracker = new RecordingTracker();
        Stream content = isBuffered ? new MemoryStream(Encoding.UTF8.GetBytes(body)) : new Network(body, breaks: false);
        var text = await Run.Call<Task<string>>("Entry", "Use", tracker, content, status, member, isLeft);
        return (text, Assert.Single(tracker.Records));
    }

    /// <summary>A body that arrives in pieces.</summary>
    private sealed class Network(string body, bool breaks) : Stream
    {
        private readonly byte[] _bytes = Encoding.UTF8.GetBytes(body);
        private int _sent;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (breaks && _sent > 20)
                throw new IOException("The connection was reset.");
            var piece = Math.Min(Math.Min(count, 7), _bytes.Length - _sent);
            _bytes.AsSpan(_sent, piece).CopyTo(buffer.AsSpan(offset));
            _sent += piece;
            return piece;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
