using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT1005.TrackedTwiceAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

public class TrackedTwiceAnalyzerTests
{
    [Theory]
    [InlineData("var once = p.WithTokenTracking(t); var twice = [|once.WithTokenTracking(t)|];")]
    [InlineData("var twice = [|p.WithTokenTracking(t).WithTokenTracking(t)|];")]
    [InlineData("var llm = LlmFactory.Create(tracker: t); var twice = [|llm.WithTokenTracking(t)|];")]
    [InlineData("var llm = LlmFactory.Create(tracker: t); await [|t.TrackAsync(\"ask\", () => llm.CompleteAsync(r), x => x.Usage)|];")]
    [InlineData("var result = await p.WithTokenTracking(t).CompleteAsync(r); [|t.Track(\"p\", result.Usage, \"m\")|];")]
    [InlineData(
        "ILlmProvider llm; llm = p.WithTokenTracking(t); var result = await llm.CompleteAsync(r).ConfigureAwait(false); "
        + "[|t.Track(\"p\", result.Usage, \"m\")|];")]
    [InlineData("var c = new ChatClientBuilder(chat).UseFunctionInvocation().Build(); var tracked = [|c.WithTokenTracking(t)|];")]
    [InlineData("var tracked = [|new FunctionInvokingChatClient(chat).WithTokenTracking(t)|];")]
    [InlineData("var tracked = [|chat.AsBuilder().UseDistributedCache().UseLogging().Build().WithTokenTracking(t)|];")]
    [InlineData("var usage = (await p.WithTokenTracking(t).CompleteAsync(r)).Usage; [|t.Track(\"p\", usage, \"m\")|];")]
    [InlineData("var result = await _tracked.CompleteAsync(r); [|t.Track(\"p\", result.Usage, \"m\")|];")]
    [InlineData("Save(await _tracked.CompleteAsync(r)); void Save(LlmResult result) => [|t.Track(\"p\", result.Usage, \"m\")|];")]
    [InlineData("var c = chat.AsBuilder().Use(inner => [|inner.WithTokenTracking(t)|]).UseFunctionInvocation().Build();")]
    [InlineData(
        "var tracked = chat.WithTokenTracking(t); var logged = tracked.AsBuilder().UseLogging().Build(); "
        + "var twice = [|logged.WithTokenTracking(t)|];")]
    [InlineData(
        "var built = chat.AsBuilder().UseLogging().Use(inner => inner.WithTokenTracking(t)).Build(); "
        + "var twice = [|built.WithTokenTracking(t)|];")]
    [InlineData("var twice = [|new LoggingProvider(p.WithTokenTracking(t)).WithTokenTracking(t)|];")]
    [InlineData("var twice = [|Make(p, t).WithTokenTracking(t)|];")]
    [InlineData("var result = await Tracked.CompleteAsync(r); [|t.Track(\"p\", result.Usage, \"m\")|];")]
    [InlineData(
        "var llm = new LoggingProvider(_tracked); var result = await llm.CompleteAsync(r); [|t.Track(\"p\", result.Usage, \"m\")|];")]
    [InlineData(
        "var result = await _tracked.CompleteAsync(r); var spent = TokenUsage.FromInclusive(result.Usage.InputTokens, "
        + "result.Usage.OutputTokens); [|t.Track(\"p\", spent, \"m\")|];")]
    [InlineData("var result = await _tracked.CompleteAsync(r); if (result is { Usage: var usage }) [|t.Track(\"p\", usage, \"m\")|];")]
    [InlineData(
        "LlmResult result; try { result = await _tracked.CompleteAsync(r); } catch (TimeoutException) { "
        + "result = await Tracked.CompleteAsync(r); } [|t.Track(\"p\", result.Usage, \"m\")|];")]
    [InlineData("var result = await (r.Model is null ? _tracked : Tracked).CompleteAsync(r); [|t.Track(\"p\", result.Usage, \"m\")|];")]
    [InlineData(
        "TokenUsage? last = null; await foreach (var update in _tracked.StreamAsync(r)) last = update.Usage; "
        + "[|t.Track(\"p\", last ?? TokenUsage.Unknown, \"m\")|];")]
    [InlineData(
        "IChatClient c = chat; if (r.Model is null) c = new FunctionInvokingChatClient(c); var tracked = [|c.WithTokenTracking(t)|];")]
    [InlineData("await [|t.TrackAsync(\"ask\", () => Ask(), x => x.Usage)|]; Task<LlmResult> Ask() => _tracked.CompleteAsync(r);")]
    [InlineData("var result = await Lazily.CompleteAsync(r); [|t.Track(\"p\", result.Usage, \"m\")|];")]
    public Task A_call_that_is_counted_twice_is_reported(string statement) => Verify.VerifyAnalyzerAsync(Source(statement));

    [Theory]
    [InlineData("var once = p.WithTokenTracking(t);")]
    [InlineData("var llm = LlmFactory.Create(trackTokens: false); await t.TrackAsync(\"ask\", () => llm.CompleteAsync(r), x => x.Usage);")]
    [InlineData("await t.TrackAsync(\"ask\", () => p.CompleteAsync(r), x => x.Usage);")]
    [InlineData("var result = await p.CompleteAsync(r); t.Track(\"p\", result.Usage, \"m\");")]
    [InlineData(
        "ILlmProvider llm = p; if (r.Model is null) llm = p.WithTokenTracking(t); var result = await llm.CompleteAsync(r); "
        + "t.Track(\"p\", result.Usage, \"m\");")]
    [InlineData("var c = new ChatClientBuilder(chat.WithTokenTracking(t)).UseFunctionInvocation().Build();")]
    [InlineData("var c = chat.AsBuilder().UseLogging().Build().WithTokenTracking(t);")]
    [InlineData("using (TrackingScope.Begin(project: \"a\")) await p.WithTokenTracking(t).CompleteAsync(r);")]
    [InlineData("var c = chat.AsBuilder().UseFunctionInvocation().Use(inner => inner.WithTokenTracking(t)).Build();")]
    [InlineData("var c = Pipelines.Over(() => chat.WithTokenTracking(t)).UseFunctionInvocation().Build();")]
    [InlineData(
        "Save(await _tracked.CompleteAsync(r)); Save(await p.CompleteAsync(r)); void Save(LlmResult result) => t.Track(\"p\", "
        + "result.Usage, \"m\");")]
    [InlineData("var result = await _given.CompleteAsync(r); t.Track(\"p\", result.Usage, \"m\");")]
    [InlineData("var once = new LoggingProvider(p).WithTokenTracking(t);")]
    [InlineData("var once = Either(p, t).WithTokenTracking(t);")]
    [InlineData("var once = Loop(p).WithTokenTracking(t);")]
    [InlineData("var logged = chat.AsBuilder().UseLogging().Build(); var once = logged.WithTokenTracking(t);")]
    [InlineData("var once = new Analyst(p.WithTokenTracking(t)).WithTokenTracking(t);")]
    [InlineData(
        "LlmResult result; try { result = await _tracked.CompleteAsync(r); } catch (TimeoutException) { "
        + "result = await p.CompleteAsync(r); } t.Track(\"p\", result.Usage, \"m\");")]
    [InlineData("var result = await (r.Model is null ? _tracked : _given).CompleteAsync(r); t.Track(\"p\", result.Usage, \"m\");")]
    [InlineData(
        "var first = await _tracked.CompleteAsync(r); var second = await p.CompleteAsync(new LlmRequest { Prompt = first.Text }); "
        + "t.Track(\"p\", second.Usage, \"m\");")]
    [InlineData("var first = await _tracked.CompleteAsync(r); t.Track(\"speech\", TokenUsage.FromInclusive(first.Text.Length, 0), \"m\");")]
    [InlineData(
        "var a = p; for (var b = p; r.Model is null; a = b, b = a) { var result = await a.CompleteAsync(r); "
        + "t.Track(\"p\", result.Usage, \"m\"); }")]
    [InlineData("IChatClient c = chat; c = c.WithTokenTracking(t); c = new FunctionInvokingChatClient(c);")]
    public Task A_call_that_is_counted_once_is_left_alone(string statement) => Verify.VerifyAnalyzerAsync(Source(statement));

    private static string Source(string statement) => $$"""
        using Acme;
        using Microsoft.Extensions.AI;
        using TokenTracking;
        using TokenTracking.Providers;

        class C(ITokenTracker tracker, ILlmProvider given)
        {
            private readonly ILlmProvider _tracked = LlmFactory.Create(tracker: tracker);
            private readonly ILlmProvider _given = given;

            private ILlmProvider? _lazy;

            ILlmProvider Tracked => _tracked;

            ILlmProvider Lazily => _lazy ??= Pick();

            ILlmProvider Pick() => LlmFactory.Create(tracker: tracker);

            void Forget() => _lazy = null;

            static ILlmProvider Make(AcmeProvider p, ITokenTracker t)
            {
                var made = p.WithTokenTracking(t);
                return new LoggingProvider(made);
            }

            static ILlmProvider Either(AcmeProvider p, ITokenTracker t) => p.Key == "" ? p : p.WithTokenTracking(t);

            static ILlmProvider Loop(AcmeProvider p) => Loop(p);

            async Task M(AcmeProvider p, LlmRequest r, ITokenTracker t, IChatClient chat) { {{statement}} await Task.Yield(); }
        }

        class LoggingProvider(ILlmProvider inner) : ILlmProvider
        {
            public Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
                => inner.CompleteAsync(request, cancellationToken);
            public IAsyncEnumerable<LlmStreamUpdate> StreamAsync(LlmRequest request, CancellationToken cancellationToken = default)
                => inner.StreamAsync(request, cancellationToken);
        }

        [TrackAiUsage]
        public interface IAnalyst { Task<LlmResult> AnalyzeAsync(string text); }

        class Analyst(ILlmProvider inner) : IAnalyst
        {
            public Task<LlmResult> AnalyzeAsync(string text) => inner.CompleteAsync(new LlmRequest { Prompt = text });
        }

        namespace Microsoft.Extensions.AI
        {
            public record ChatResponse(string Text, TokenUsage Usage);

            [TrackAiUsage]
            public interface IChatClient { Task<ChatResponse> GetResponseAsync(string text); }

            public class ChatClientBuilder(IChatClient inner)
            {
                public IChatClient Build() => inner;
                public ChatClientBuilder Use(Func<IChatClient, IChatClient> step) => new(step(inner));
            }

            public class FunctionInvokingChatClient(IChatClient inner) : IChatClient
            {
                public Task<ChatResponse> GetResponseAsync(string text) => inner.GetResponseAsync(text);
            }

            public static class Pipelines
            {
                public static ChatClientBuilder Over(Func<IChatClient> make) => new(make());
            }

            public static class BuilderExtensions
            {
                public static ChatClientBuilder AsBuilder(this IChatClient client) => new(client);
                public static ChatClientBuilder UseFunctionInvocation(this ChatClientBuilder builder) => builder;
                public static ChatClientBuilder UseDistributedCache(this ChatClientBuilder builder) => builder;
                public static ChatClientBuilder UseLogging(this ChatClientBuilder builder) => builder;
            }
        }
        """;
}
