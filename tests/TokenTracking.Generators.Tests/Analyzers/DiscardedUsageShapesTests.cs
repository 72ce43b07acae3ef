using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT1002.DiscardedUsageAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>TT1002 on results of the user's own: every shape that the generator reads usage from.</summary>
public class DiscardedUsageShapesTests
{
    private const string Types = """
        using TokenTracking;

        [TrackAiUsage]
        public interface IModel
        {
            Task<Nested> NestedAsync(string q);
            Task<Flat> FlatAsync(string q);
            ValueTask<Told> ToldAsync(string q);
            Task<Extracted> ExtractedAsync(string q);
            Task<(double Score, TokenUsage Usage)> TupleAsync(string q);
            Task<Wrapped<string>> WrappedAsync(string q);
            IAsyncEnumerable<Nested> StreamAsync(string q);
            Flat Flat(string q);
            Task<Plain> PlainAsync(string q);
        }

        public sealed record Nested(string Text, Counts Usage);
        public sealed record Counts(int PromptTokens, int CompletionTokens);
        public sealed record Flat(string Text, string? Model, long? PromptEvalCount, long? EvalCount);
        [UsageShape(Input = "Meta.Billed")] public sealed record Told(float[] Vector, Meta Meta);
        public sealed record Meta(int Billed, string Revision);
        [UsageShape(Input = "Meta.Billed")] public sealed record Placed(string Text, Meta Meta);
        public sealed class Extracted { public string Text => ""; public Dictionary<string, long> Bag { get; } = []; }
        public sealed class Wrapped<T> { public T Value => default!; public Counts Usage => default!; }
        public sealed class Batch
        {
            public string[] Texts => []; public long InputTokens => 0; public long OutputTokens => 0;
            public void Deconstruct(out string[] texts, out long i, out long o) => (texts, i, o) = (Texts, InputTokens, OutputTokens);
        }
        public sealed record Plain(string Text, int Length);
        public static class Extractors
        {
            [UsageExtractor]
                public static TokenUsage Read(Extracted answer) => TokenUsage.FromInclusive(answer.Bag["in"], answer.Bag["out"]);
        }

        public abstract class Model : IModel
        {
            public abstract Task<Nested> NestedAsync(string q);
            public abstract Task<Flat> FlatAsync(string q);
            public abstract ValueTask<Told> ToldAsync(string q);
            public abstract Task<Extracted> ExtractedAsync(string q);
            public abstract Task<(double Score, TokenUsage Usage)> TupleAsync(string q);
            public abstract Task<Wrapped<string>> WrappedAsync(string q);
            public abstract IAsyncEnumerable<Nested> StreamAsync(string q);
            public abstract Flat Flat(string q);
            public abstract Task<Plain> PlainAsync(string q);
            public abstract Task<Batch> BatchAsync(string[] qs);
            public abstract Task<Placed> PlacedAsync(string q);
        }

        """;

    [Theory]
    [InlineData("var text = (await [|m.NestedAsync(q)|]).Text;")]
    [InlineData("var (text, _) = await [|m.NestedAsync(q)|]; Console.WriteLine(text);")]
    [InlineData("if (await [|m.NestedAsync(q)|] is (var text, _)) Console.WriteLine(text);")]
    [InlineData("var flat = await [|m.FlatAsync(q)|]; Console.WriteLine(flat.Text + flat.Model);")]
    [InlineData("var told = await [|m.ToldAsync(q)|]; Console.WriteLine(told.Vector.Length);")]
    [InlineData("await [|m.ExtractedAsync(q)|];")]
    [InlineData("var answer = await [|m.ExtractedAsync(q)|]; Console.WriteLine(answer.Text);")]
    [InlineData("var score = (await [|m.TupleAsync(q)|]).Score;")]
    [InlineData("var (score, _) = await [|m.TupleAsync(q)|]; Console.WriteLine(score);")]
    [InlineData("var value = (await [|m.WrappedAsync(q)|]).Value;")]
    [InlineData("await foreach (var piece in [|m.StreamAsync(q)|]) Console.Write(piece.Text);")]
    [InlineData("[|m.Flat(q)|];")]
    [InlineData("var texts = qs.Select(x => [|m.Flat(x)|].Text).ToList();")]
    [InlineData("var (texts, _, _) = await [|m.BatchAsync(qs)|]; Console.WriteLine(texts.Length);")]
    [InlineData(
        "var calls = from x in qs select (x, Call: [|m.FlatAsync(x)|]); foreach (var (x, "
        + "call) in calls.ToArray()) Console.WriteLine(x + (await call).Text);")]
    [InlineData("foreach (var (text, usage) in await Task.WhenAll(qs.Select(x => [|m.NestedAsync(x)|]))) Console.WriteLine(text);")]
    [InlineData("var answer = await Retry.RunAsync(async () => await [|m.FlatAsync(q)|]); Console.WriteLine(answer.Text);")]
    [InlineData("var answer = await Retry.RunAsync(() => [|m.FlatAsync(q)|]); Console.WriteLine(answer.Text);")]
    [InlineData("var answer = await Retry.AgainAsync(() => [|m.FlatAsync(q)|]); Console.WriteLine(answer.Text);")]
    [InlineData("var (text, _) = await [|m.PlacedAsync(q)|]; Console.WriteLine(text);")]
    public Task Usage_in_a_shape_of_the_users_own_that_nothing_reads_is_reported(string statement)
        => Verify.VerifyAnalyzerAsync(Around(statement));

    [Theory]
    [InlineData("var nested = await m.NestedAsync(q); Console.WriteLine(nested.Usage.PromptTokens);")]
    [InlineData("var (text, usage) = await m.NestedAsync(q); Console.WriteLine(usage);")]
    [InlineData("if (await m.NestedAsync(q) is (var text, { PromptTokens: > 100 })) Console.WriteLine(text);")]
    [InlineData("var flat = await m.FlatAsync(q); _sum += flat.EvalCount ?? 0;")]
    [InlineData("if (await m.FlatAsync(q) is { PromptEvalCount: var count }) Console.WriteLine(count);")]
    [InlineData("var told = await m.ToldAsync(q); Interlocked.Add(ref _sum, told.Meta.Billed);")]
    [InlineData("var answer = await m.ExtractedAsync(q); Console.WriteLine(Extractors.Read(answer));")]
    [InlineData("var answer = await m.ExtractedAsync(q); _sum += answer.Bag[\"in\"];")]
    [InlineData("var (score, usage) = await m.TupleAsync(q); Console.WriteLine(usage.TotalTokens);")]
    [InlineData("var tuple = await m.TupleAsync(q); Console.WriteLine(tuple.Item2);")]
    [InlineData("var (text, meter) = await m.PlacedAsync(q); _sum += meter.Billed;")]
    [InlineData("var (texts, i, o) = await m.BatchAsync(qs); _sum += i + o;")]
    [InlineData("var (texts, i, _) = await m.BatchAsync(qs); _sum += i;")]
    [InlineData("var calls = from x in qs select (x, Call: m.FlatAsync(x)); foreach (var (x, call) in calls.ToArray()) Keep(await call);")]
    [InlineData("foreach (var (text, usage) in await Task.WhenAll(qs.Select(x => m.NestedAsync(x)))) _sum += usage.PromptTokens;")]
    [InlineData("var plain = (await m.PlainAsync(q)).Text;")]
    [InlineData("var answer = await Retry.RunAsync(() => m.FlatAsync(q)); Keep(answer);")]
    [InlineData("var answer = await Retry.RunAsync(() => m.FlatAsync(q), flat => Keep(flat)); Console.WriteLine(answer.Text);")]
    [InlineData("var answer = await Retry.CountAsync(() => m.FlatAsync(q)); Console.WriteLine(answer.Text);")]
    [InlineData(
        "var answer = await tracker.TrackAsync(\"q\", () => m.NestedAsync(q), x => TokenUsage.FromInclusive(x.Usage.PromptTokens, "
        + "x.Usage.CompletionTokens)); Console.WriteLine(answer.Text);")]
    public Task Usage_in_a_shape_of_the_users_own_that_is_read_or_handed_on_is_left_alone(string statement)
        => Verify.VerifyAnalyzerAsync(Around(statement));

    [Fact]
    public Task A_provider_that_calls_itself_to_answer_is_left_alone() => Verify.VerifyAnalyzerAsync(
        Types + """
        public abstract class Typist : Model
        {
            public override async Task<Plain> PlainAsync(string q)
            {
                await foreach (var piece in StreamAsync(q))
                    Console.Write(piece.Text);
                return new Plain("", 0);
            }

            public async Task<string> SayAsync(string q) => (await [|NestedAsync(q)|]).Text;
        }
        """);

    [Fact]
    public Task A_provider_that_stands_before_another_is_left_alone() => Verify.VerifyAnalyzerAsync(
        """
        using TokenTracking;

        public sealed record Summary(string Text, TokenUsage Usage);
        [TrackAiUsage] public interface ISummarizer { Task<Summary> SummarizeAsync(string text); }
        public sealed class Shortening(ISummarizer inner) : ISummarizer
        {
            public Task<Summary> SummarizeAsync(string text) => inner.SummarizeAsync(text);
        }
        public sealed class Bare : ISummarizer { public Task<Summary> SummarizeAsync(string text) => null!; }

        class C(ISummarizer summarizer)
        {
            async Task<string> M(string q) => (await new Shortening(summarizer).SummarizeAsync(q)).Text;
            async Task<string> N(string q) => (await [|new Shortening(new Bare()).SummarizeAsync(q)|]).Text;
        }
        """);

    [Fact]
    public Task A_class_that_an_assembly_names_is_judged_where_it_is_made() => Verify.VerifyAnalyzerAsync(
        """
        using TokenTracking;

        [assembly: TrackAiUsage(typeof(Client))]

        public record Answer(string Text, TokenUsage Usage);
        public class Client { public virtual Task<Answer> AskAsync(string q) => null!; }

        class C
        {
            async Task<string> M(Client client) => (await client.AskAsync("q")).Text;
        }
        """);

    private static string Around(string statement) => Types + $$"""
        static class Retry
        {
            public static async Task<T> RunAsync<T>(Func<Task<T>> action)
            {
                try { return await action(); } catch (TimeoutException) { return await action(); }
            }
            public static async Task<T> AgainAsync<T>(Func<Task<T>> action)
            {
                try { return await action(); } catch (Exception e) when (e.HResult is 1 or 2) { return await action(); }
            }
            public static async Task<T> RunAsync<T>(Func<Task<T>> action, Action<T> seen)
            {
                var result = await action();
                seen(result);
                return result;
            }
            public static async Task<T> CountAsync<T>(Func<Task<T>> action)
            {
                var result = await action();
                if (result is Flat flat) Console.WriteLine(flat.EvalCount);
                return result;
            }
        }

        class C
        {
            long _sum;
            static void Keep(object result) => Console.WriteLine(result);
            async Task M(Model m, ITokenTracker tracker, string q, string[] qs) { {{statement}} await Task.Yield(); }
        }
        """;
}
