using TokenTracking.CodeFixes.TT1002;
using Verify = TokenTracking.Testing.CSharpCodeFixVerifier<
    TokenTracking.Generators.Analyzers.Rules.TT1002.DiscardedUsageAnalyzer, TokenTracking.CodeFixes.TT1002.DiscardedUsageCodeFixProvider>;

namespace TokenTracking.CodeFixes.Tests;

public class DiscardedUsageCodeFixProviderTests
{
    private const string Record = DiscardedUsageCodeFixProvider.RecordKey;
    private const string Wrap = DiscardedUsageCodeFixProvider.WrapKey;
    private const string ReturnResult = DiscardedUsageCodeFixProvider.ReturnKey;

    // What the fix passes on to the tracker.
    private const string Read = "static result => result.Usage, static result => result.Model";

    private const string ReadNullable = "static result => result.Usage.GetValueOrDefault()";
    private const string Inner = "await t.TrackAsync(\"complete\", () => p.CompleteAsync(r), " + Read + ")";

    private const string Head = """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        """;

    [Fact]
    public Task Record_lets_the_tracker_make_the_call() => Verify.VerifyCodeFixAsync(
        Head + """
        class C(ITokenTracker tracker, AcmeProvider provider)
        {
            public async Task<string> AskAsync(LlmRequest request)
            {
                await [|provider.CompleteAsync(request)|];
                _ = await [|provider.CompleteAsync(request, CancellationToken.None)|]
                    .ConfigureAwait(false);
                var result = await [|provider.CompleteAsync(request)|]; // kept for its text
                return result.Text + (await [|provider.CompleteAsync(request)|]).Text;
            }
        }
        """,
        Record,
        Head + $$"""
        class C(ITokenTracker tracker, AcmeProvider provider)
        {
            public async Task<string> AskAsync(LlmRequest request)
            {
                await tracker.TrackAsync("complete", () => provider.CompleteAsync(request), {{Read}});
                _ = await tracker.TrackAsync("complete", () => provider.CompleteAsync(request, CancellationToken.None), {{Read}})
                    .ConfigureAwait(false);
                var result = await tracker.TrackAsync("complete", () => provider.CompleteAsync(request), {{Read}}); // kept for its text
                return result.Text + (await tracker.TrackAsync("complete", () => provider.CompleteAsync(request), {{Read}})).Text;
            }
        }
        """);

    [Fact]
    public async Task Counts_of_the_users_own_are_read_by_the_decorator()
    {
        const string Shape = """
            using TokenTracking;

            [TrackAiUsage] public interface IClassifier { Reply Classify(string text); }
            public readonly record struct Reply(string Class, int PromptTokens, int CompletionTokens);
            public sealed class Classifier : IClassifier { public Reply Classify(string text) => new("", 1, 1); }

            """;
        const string Found = Shape + """
            class C
            {
                string M(Classifier model, ITokenTracker tracker, string text) => [|model.Classify(text)|].Class;
            }
            """;
        await Verify.VerifyNoFixAsync(Found, Record);
        await Verify.VerifyCodeFixAsync(Found, Wrap, Shape + """
            class C
            {
                string M(Classifier model, ITokenTracker tracker, string text) => model.WithTokenTracking(tracker).Classify(text).Class;
            }
            """);
    }

    [Fact]
    public Task Record_fixes_a_call_inside_of_a_call() => Verify.VerifyCodeFixAsync(
        Head + """
        class C
        {
            public async Task<string> AskAsync(AcmeProvider p, LlmRequest r, ITokenTracker t)
                => (await [|p.CompleteAsync(r with { Prompt = (await [|p.CompleteAsync(r)|]).Text })|]).Text;
        }
        """,
        Record,
        Head + $$"""
        class C
        {
            public async Task<string> AskAsync(AcmeProvider p, LlmRequest r, ITokenTracker t)
                => (await t.TrackAsync("complete", async () => await p.CompleteAsync(r with { Prompt = ({{Inner}}).Text }), {{Read}})).Text;
        }
        """);

    [Fact]
    public Task Record_reads_nullable_usage_of_a_value_task_and_names_the_operation_by_the_member() => Verify.VerifyCodeFixAsync(
        Head + """
        public record Answer(string Text, TokenUsage? Usage);

        [TrackAiUsage]
        public interface IAnalyst { ValueTask<Answer> AnalyzeTaskAsync(string task); }

        public sealed class Analyst : IAnalyst { public ValueTask<Answer> AnalyzeTaskAsync(string task) => new(new Answer(task, null)); }

        class C
        {
            async Task<string> M(Analyst a, ITokenTracker tracker)
                => (await [|a.AnalyzeTaskAsync("a")|]).Text;
        }
        """,
        Record,
        Head + $$"""
        public record Answer(string Text, TokenUsage? Usage);

        [TrackAiUsage]
        public interface IAnalyst { ValueTask<Answer> AnalyzeTaskAsync(string task); }

        public sealed class Analyst : IAnalyst { public ValueTask<Answer> AnalyzeTaskAsync(string task) => new(new Answer(task, null)); }

        class C
        {
            async Task<string> M(Analyst a, ITokenTracker tracker)
                => (await tracker.TrackAsync("analyze_task", () => a.AnalyzeTaskAsync("a").AsTask(), {{ReadNullable}})).Text;
        }
        """);

    [Theory]
    [InlineData("async Task M(AcmeProvider p, LlmRequest r) => await [|p.CompleteAsync(r)|];")]
    [InlineData("static async Task M(AcmeProvider p, LlmRequest r) => await [|p.CompleteAsync(r)|]; ITokenTracker? Tracker { get; }")]
    [InlineData("void M(AcmeProvider p, in LlmRequest r, ITokenTracker t) { _ = [|p.CompleteAsync(r)|]; }")]
    [InlineData(
        "async Task M(AcmeProvider p, LlmRequest r, ITokenTracker t) { await foreach (var u in [|p.StreamAsync(r)|]) "
        + "Console.Write(u.Text); }")]
    public Task Record_is_not_offered_without_a_tracker_or_where_it_would_not_compile(string member)
        => Verify.VerifyNoFixAsync($"{Head}class C\n{{\n    {member}\n}}\n", Record);

    [Fact]
    public Task Wrap_makes_streams_go_through_a_tracked_provider() => Verify.VerifyCodeFixAsync(
        Head + """
        class C(ITokenTracker tracker)
        {
            public async Task PrintAsync(AcmeProvider provider, LlmRequest request)
            {
                await foreach (var update in [|provider.StreamAsync(request)|].WithCancellation(default))
                    Console.Write(update.Text);
                await [|provider.WithRetries(3).CompleteAsync(request)|];
            }
        }
        """,
        Wrap,
        Head + """
        class C(ITokenTracker tracker)
        {
            public async Task PrintAsync(AcmeProvider provider, LlmRequest request)
            {
                await foreach (var update in provider.WithTokenTracking(tracker).StreamAsync(request).WithCancellation(default))
                    Console.Write(update.Text);
                await provider.WithRetries(3).WithTokenTracking(tracker).CompleteAsync(request);
            }
        }
        """);

    [Fact]
    public Task Return_hands_the_whole_result_on_and_lets_the_callers_take_their_part() => Verify.VerifyCodeFixAsync(
        Head + """
        class C(AcmeProvider provider)
        {
            public async Task<int> CountAsync(LlmRequest request)
            {
                await AskAsync(request);
                var text = await AskAsync(request).ConfigureAwait(false);
                return text.Length + (await this.AskAsync(request)).Length
                    + (await LocalAsync()).Length + nameof(AskAsync).Length;

                async Task<string> LocalAsync()
                {
                    var answer = await [|provider.CompleteAsync(request)|];
                    Console.WriteLine(answer.Text);
                    if (answer.Text.Length == 0)
                        return (answer).Text;
                    return answer.Text; // whole
                }
            }

            private async Task<string> AskAsync(LlmRequest request) => (await [|provider.CompleteAsync(request)|]).Text;
        }
        """,
        ReturnResult,
        Head + """
        class C(AcmeProvider provider)
        {
            public async Task<int> CountAsync(LlmRequest request)
            {
                await AskAsync(request);
                var text = (await AskAsync(request).ConfigureAwait(false)).Text;
                return text.Length + (await this.AskAsync(request)).Text.Length
                    + (await LocalAsync()).Text.Length + nameof(AskAsync).Length;

                async Task<LlmResult> LocalAsync()
                {
                    var answer = await [|provider.CompleteAsync(request)|];
                    Console.WriteLine(answer.Text);
                    if (answer.Text.Length == 0)
                        return answer;
                    return answer; // whole
                }
            }

            private async Task<LlmResult> AskAsync(LlmRequest request) => await [|provider.CompleteAsync(request)|];
        }
        """);

    [Theory]
    [InlineData("public async Task<string> A(AcmeProvider p, LlmRequest r) => (await [|p.CompleteAsync(r)|]).Text;")]
    [InlineData(
        "async Task<string> A(AcmeProvider p, LlmRequest r) => (await [|p.CompleteAsync(r)|]).Text; "
        + "Func<AcmeProvider, LlmRequest, Task<string>> F => A;")]
    [InlineData(
        "async Task<string> A(AcmeProvider p, LlmRequest r) => (await [|p.CompleteAsync(r)|]).Text; "
        + "Task<string> B(AcmeProvider p, LlmRequest r) => A(p, r);")]
    [InlineData(
        "async Task<string> A(AcmeProvider p, LlmRequest r) { if (r.MaxOutputTokens == 1) return \"\"; "
        + "return (await [|p.CompleteAsync(r)|]).Text; }")]
    public Task Return_is_not_offered_where_a_caller_cannot_follow(string member)
        => Verify.VerifyNoFixAsync($"{Head}class C\n{{\n    {member}\n}}\n", ReturnResult);
}
