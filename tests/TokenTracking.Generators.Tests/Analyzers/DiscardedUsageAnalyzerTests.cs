using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT1002.DiscardedUsageAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

public class DiscardedUsageAnalyzerTests
{
    private const string Usings = """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        """;

    [Theory]
    [InlineData("p.CompleteAsync(r)", "await [|{0}|];")]
    [InlineData("p.CompleteAsync(r)", "[|{0}|];")]
    [InlineData("p.CompleteAsync(r)", "_ = await [|{0}|];")]
    [InlineData("p.CompleteAsync(r)", "_ = [|{0}|];")]
    [InlineData("p.CompleteAsync(r)", "var text = (await [|{0}|]).Text;")]
    [InlineData("p.CompleteAsync(r)", "var text = (await [|{0}|].ConfigureAwait(false)).Text;")]
    [InlineData("p.CompleteAsync(r)", "var text = [|{0}|].Result.Text;")]
    [InlineData("p.CompleteAsync(r)", "var text = [|{0}|].GetAwaiter().GetResult().Text;")]
    [InlineData("p.CompleteAsync(r)", "[|{0}|].Wait();")]
    [InlineData("p.CompleteAsync(r)", "var result = await [|{0}|]; Console.WriteLine(result.Text + result.Model);")]
    [InlineData("p.CompleteAsync(r)", "var task = [|{0}|]; Console.WriteLine((await task).Text);")]
    [InlineData("p.CompleteAsync(r)", "LlmResult result; result = await [|{0}|]; Console.WriteLine(result.Text);")]
    [InlineData("p.CompleteAsync(r)", "LlmResult? result = await [|{0}|]; Console.WriteLine(result?.Text);")]
    [InlineData("p.CompleteAsync(r)", "if (await [|{0}|] is {{ Text: var text }}) Console.WriteLine(text);")]
    [InlineData("p.CompleteAsync(r)", "if (await [|{0}|] is {{ }} result) Console.WriteLine(result.Text);")]
    [InlineData("p.CompleteAsync(r)", "if (await [|{0}|] is {{ Usage: _, Text: \"yes\" }}) return;")]
    [InlineData("p.CompleteAsync(r)", "var text = await [|{0}|] switch {{ {{ Text: \"\" }} => null, var result => result.Text }};")]
    [InlineData("p.CompleteAsync(r)", "var text = (r.Model is null ? await [|{0}|] : await [|{0}|]).Text;")]
    [InlineData("p.CompleteAsync(r)", "Func<Task<string>> ask = async () => (await [|{0}|]).Text;")]
    [InlineData("p.CompleteAsync(r)", "Func<Task> ask = () => [|{0}|];")]
    [InlineData("p.CompleteAsync(r)", "Func<Task> ask = async () => await [|{0}|];")]
    [InlineData("p.CompleteAsync(r)", "await Task.Run(() => [|{0}|]);")]
    [InlineData("p.CompleteAsync(r)", "await Task.WhenAll([|{0}|], [|{0}|]);")]
    [InlineData("p.CompleteAsync(r)", "foreach (var one in await Task.WhenAll([|{0}|])) Console.WriteLine(one.Text);")]
    [InlineData("p.CompleteAsync(r)", "var texts = (await Task.WhenAll(rs.Select(r => [|{0}|]))).Select(one => one.Text).ToList();")]
    [InlineData("p.CompleteAsync(r)", "var text = await [|{0}|].ContinueWith(done => done.Result.Text);")]
    [InlineData("p.StreamAsync(r)", "await foreach (var update in [|{0}|]) Console.Write(update.Text);")]
    [InlineData("p.StreamAsync(r)", "await foreach (var update in [|{0}|].WithCancellation(default)) Console.Write(update.Text);")]
    [InlineData(
        "p.CompleteAsync(r)",
        "var tasks = new List<Task<LlmResult>>(); tasks.Add([|{0}|]); foreach (var one in await Task.WhenAll(tasks)) "
        + "Console.WriteLine(one.Text);")]
    [InlineData(
        "p.CompleteAsync(r)", "await foreach (var done in Task.WhenEach(rs.Select(x => [|{0}|]))) Console.WriteLine((await done).Text);")]
    [InlineData("p.CompleteAsync(r)", "var all = new List<LlmResult> {{ await [|{0}|] }}; Console.WriteLine(all[0].Text);")]
    [InlineData("p.CompleteAsync(r)", "LlmResult a, b; a = b = await [|{0}|]; Console.WriteLine(a.Text + b.Text);")]
    [InlineData("p.CompleteAsync(r)",
        "var best = (await Task.WhenAll(from x in rs select [|{0}|])).MaxBy(one => one.Text.Length); Console.WriteLine(best!.Text);")]
    [InlineData(
        "p.CompleteAsync(r)", "var (first, second) = ([|{0}|], [|{0}|]); Console.WriteLine((await first).Text + (await second).Text);")]
    [InlineData("p.StreamAsync(r)",
        "await using var e = [|{0}|].GetAsyncEnumerator(); while (await e.MoveNextAsync()) Console.Write(e.Current.Text);")]
    [InlineData("p.CompleteAsync(r)",
        "var texts = (await Task.WhenAll(rs.Select(r => [|{0}|]))).ToDictionary(one => one.Model!, one => one.Text);")]
    [InlineData(
        "p.CompleteAsync(r)", "var text = (await Task.WhenAll(rs.Select(r => [|{0}|]))).Aggregate(\"\", (all, one) => all + one.Text);")]
    [InlineData("p.CompleteAsync(r)", "var isEmpty = (await Task.WhenAll(rs.Select(r => [|{0}|]))).Any(one => one.Text == \"\");")]
    [InlineData(
        "p.CompleteAsync(r)", "var long1 = (await Task.WhenAll(rs.Select(r => [|{0}|]))).Where(one => one.Text.Length > 9).Count();")]
    [InlineData("p.StreamAsync(r)", "var text = await [|{0}|].AggregateAsync(\"\", (all, update) => all + update.Text);")]
    [InlineData(
        "p.CompleteAsync(r)",
        "var all = await Task.WhenAll(rs.Select(r => [|{0}|])); for (var i = 0; i < rs.Length; "
        + "i++) Console.WriteLine(rs[i].Prompt + all[i].Text);")]
    [InlineData(
        "p.CompleteAsync(r)",
        "var all = new LlmResult[rs.Length]; for (var i = 0; i < rs.Length; i++) all[i] = await [|{0}|]; "
        + "foreach (var one in all) Console.WriteLine(one.Text);")]
    [InlineData("p.CompleteAsync(r)",
        "var all = new Dictionary<string, LlmResult>(); all[\"a\"] = await [|{0}|]; Console.WriteLine(all[\"a\"].Text);")]
    [InlineData("p.CompleteAsync(r)",
        "var pairs = rs.Zip(await Task.WhenAll(rs.Select(r => [|{0}|])), (asked, one) => asked.Prompt + one.Text).ToList();")]
    [InlineData("p.CompleteAsync(r)", "var texts = Array.ConvertAll(await Task.WhenAll(rs.Select(r => [|{0}|])), one => one.Text);")]
    [InlineData("p.CompleteAsync(r)",
        "var all = (await Task.WhenAll(rs.Select(r => [|{0}|]))).ToList(); all.ForEach(one => Console.WriteLine(one.Text));")]
    public Task Usage_that_nothing_reads_is_reported(string call, string statement) => Verify.VerifyAnalyzerAsync(
        $"{Usings}class C {{ async Task M(AcmeProvider p, LlmRequest r, LlmRequest[] rs) "
        + $"{{ {string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, call)} await Task.Yield(); }} }}");

    [Theory]
    [InlineData("var result = await p.CompleteAsync(r); Console.WriteLine(result.Usage);")]
    [InlineData("var tokens = (await p.CompleteAsync(r)).Usage.TotalTokens;")]
    [InlineData("var result = await p.CompleteAsync(r); Console.WriteLine(result.Text); Keep(result);")]
    [InlineData("_last = await p.CompleteAsync(r);")]
    [InlineData("var spent = Array.ConvertAll(await Task.WhenAll(rs.Select(r => p.CompleteAsync(r))), one => one.Usage);")]
    [InlineData("var all = (await Task.WhenAll(rs.Select(r => p.CompleteAsync(r)))).ToList(); all.ForEach(Keep);")]
    [InlineData("var all = new LlmResult[1]; all[0] = await p.CompleteAsync(r); Console.WriteLine(all[0].Usage.TotalTokens);")]
    [InlineData("var all = new Dictionary<string, LlmResult>(); all[\"a\"] = await p.CompleteAsync(r); Keep(all.Values.First());")]
    [InlineData("var pairs = rs.Zip(await Task.WhenAll(rs.Select(r => p.CompleteAsync(r))), (asked, one) => one.Usage).ToList();")]
    [InlineData(
        "var texts = (await Task.WhenAll(rs.Select(r => p.CompleteAsync(r)))).Where(one => one.Usage.TotalTokens > 9).Select(one => "
        + "one.Text).ToList();")]
    [InlineData("var sum = (await Task.WhenAll(rs.Select(r => p.CompleteAsync(r)))).Sum(one => one.Usage.OutputTokens ?? 0);")]
    [InlineData("var all = (await Task.WhenAll(rs.Select(r => p.CompleteAsync(r)))).Select(Convert.ToString).ToList();")]
    [InlineData("LlmResult? own; _last = own = await p.CompleteAsync(r); Console.WriteLine(own.Text);")]
    [InlineData("var all = new List<LlmResult> { await p.CompleteAsync(r) }; Keep(all[0]);")]
    [InlineData("var result = (await p.CompleteAsync(r)) with { Text = \"\" }; Keep(result);")]
    [InlineData("if (await p.CompleteAsync(r) is { Usage: var usage }) Console.WriteLine(usage);")]
    [InlineData("if (await p.CompleteAsync(r) is { } result) Keep(result);")]
    [InlineData("var result = await p.CompleteAsync(r); var (text, usage) = (result.Text, result.Usage); Console.WriteLine(usage);")]
    [InlineData("var result = await p.CompleteAsync(r); void Later() => Console.WriteLine(result.Usage); Later();")]
    [InlineData("var text = (await t.TrackAsync(\"ask\", () => p.CompleteAsync(r), x => x.Usage)).Text;")]
    [InlineData("foreach (var one in await Task.WhenAll(p.CompleteAsync(r), p.CompleteAsync(r))) Keep(one);")]
    [InlineData("var used = (await Task.WhenAll(rs.Select(r => p.CompleteAsync(r)))).Select(one => one.Usage).ToList();")]
    [InlineData("await foreach (var update in p.StreamAsync(r)) Console.WriteLine(update.Usage.TotalTokens);")]
    [InlineData("Console.WriteLine($\"{await p.CompleteAsync(r)}\");")]
    [InlineData("Console.WriteLine(p.Key);")]
    [InlineData("ILlmProvider any = p; await any.CompleteAsync(r);")]
    [InlineData("await p.WithTokenTracking(t).CompleteAsync(r);")]
    [InlineData("var llm = new LlmAbstraction(); llm.UseTracker(t); await llm.CompleteAsync(r);")]
    [InlineData("[NotTracked(\"a warm-up\")] async Task WarmUp() => await p.CompleteAsync(r); await WarmUp();")]
    public Task Usage_that_is_kept_or_not_ours_to_judge_is_left_alone(string statement) => Verify.VerifyAnalyzerAsync($$"""
        {{Usings}}
        class C
        {
            LlmResult? _last;

            async Task M(AcmeProvider p, LlmRequest r, LlmRequest[] rs, ITokenTracker t) { {{statement}} await Task.Yield(); }

            Task<LlmResult> Whole(AcmeProvider p, LlmRequest r) => p.CompleteAsync(r);

            async Task<LlmResult> WholeToo(AcmeProvider p, LlmRequest r) { var result = await p.CompleteAsync(r); return result; }

            void Keep(LlmResult result) => _last = result;
        }
        """);

    [Theory]
    [InlineData("var x = await [|p.CompleteAsync(r)|]; x = await p.CompleteAsync(r); Keep(x);")]
    [InlineData("var yy = await [|p.CompleteAsync(r)|]; yy = await p.CompleteAsync(r with { Prompt = yy.Text }); Keep(yy);")]
    [InlineData("var x = await [|p.CompleteAsync(r)|]; x = r.Model is null ? Last() : await p.CompleteAsync(r); Keep(x);")]
    [InlineData(
        "LlmResult x; if (r.Model is null) x = await p.CompleteAsync(r); else { x = await [|p.CompleteAsync(r)|]; Console.Write(x.Text); "
        + "return; } Keep(x);")]
    [InlineData("LlmResult? x = null; while (x is not { Text: \"ok\" }) x = await [|p.CompleteAsync(r)|]; x = Last(); Keep(x);")]
    public Task Usage_that_is_overwritten_before_it_is_read_is_reported(string statement)
        => Verify.VerifyAnalyzerAsync(Overwriting(statement));

    [Theory]
    [InlineData("var x = await p.CompleteAsync(r); Keep(x); x = await p.CompleteAsync(r); Keep(x);")]
    [InlineData("var x = await p.CompleteAsync(r); if (x.Text == \"\") x = await p.CompleteAsync(r); Keep(x);")]
    [InlineData("LlmResult? x = null; for (var i = 0; i < 3; i++) { x = await p.CompleteAsync(r); Keep(x); }")]
    [InlineData("LlmResult? x = null; for (var i = 0; i < 3; i++) { if (x is not null) Keep(x); x = await p.CompleteAsync(r); }")]
    [InlineData("LlmResult? x = null; try { x = await p.CompleteAsync(r); x = Last(); } finally { Keep(x!); }")]
    [InlineData("var x = await p.CompleteAsync(r); Action later = () => Keep(x); later(); x = Last();")]
    public Task Usage_that_some_path_reads_is_left_alone(string statement) => Verify.VerifyAnalyzerAsync(Overwriting(statement));

    private static string Overwriting(string statement) => $$"""
        {{Usings}}
        class C
        {
            async Task M(AcmeProvider p, LlmRequest r) { {{statement}} await Task.Yield(); }

            void Keep(LlmResult result) => Console.Write(result.Usage);

            LlmResult Last() => new() { Text = "" };
        }
        """;

    [Fact]
    public Task A_provider_that_drops_the_usage_of_its_own_call_is_reported() => Verify.VerifyAnalyzerAsync(Usings + """
        class Summaries : AcmeProvider
        {
            public async Task<string> SummarizeAsync(string text)
                => (await [|CompleteAsync(new LlmRequest { Prompt = text })|]).Text;

            public async Task<string> TwiceAsync(string text)
                => (await [|this.CompleteAsync(new LlmRequest { Prompt = text })|]).Text
                    + (await [|base.CompleteAsync(new LlmRequest { Prompt = text })|]).Text;
        }
        """);

    [Fact]
    public Task A_positional_result_that_is_taken_apart_without_its_usage_is_reported() => Verify.VerifyAnalyzerAsync(Usings + """
        public record Answer(string Text, TokenUsage Usage);

        [TrackAiUsage]
        public interface IAsk { ValueTask<Answer> AskAsync(string question); Answer Ask(string question); }

        public sealed class Asker : IAsk
        {
            public ValueTask<Answer> AskAsync(string question) => new(Ask(question));

            public Answer Ask(string question) => new(question, TokenUsage.Unknown);
        }

        class C
        {
            async Task<string> M(Asker asker)
            {
                var (text, _) = await [|asker.AskAsync("a")|];
                var (more, unread) = [|asker.Ask("b")|];
                var (_, usage) = asker.Ask("c");
                if ([|asker.Ask("d")|] is (var last, _)) return last;
                return text + more + usage + [|asker.Ask("e")|].Text;
            }
        }
        """);

    [Fact]
    public Task The_message_names_the_call_and_the_provider() => Verify.VerifyAnalyzerAsync(
        Usings + "class C { async Task M(AcmeProvider p, LlmRequest r) => await p.CompleteAsync(r); }",
        Verify.Diagnostic("TT1002").WithSpan("Test.cs", 4, 63, 4, 81).WithArguments("CompleteAsync", "AcmeProvider"));
}
