using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Binding;

/// <summary>The user's own methods read the usage of types that no rule can read.</summary>
public sealed class UsageExtractorTests
{
    private const string Library = """
        using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using TokenTracking;
        namespace Demo
        {
            public class Answer
            {
                public Dictionary<string, int> Meta { get; } = new Dictionary<string, int> { ["in"] = 10, ["out"] = 7 };
                public string Model => "m-1";
            }
            public sealed class Longer : Answer { }
            public interface ITold { int Told { get; } }
            public readonly struct Piece : ITold { public int Told => 3; }
            public sealed class Misleading { public TokenUsage Usage => TokenUsage.FromInclusive(1, 1); }
            public sealed class Page { public int Tokens => 5; }
        }
        """;

    private const string Extractors = """

        internal static class Extractors
        {
            [UsageExtractor]
                internal static TokenUsage Read(Demo.Answer answer) => TokenUsage.FromInclusive(answer.Meta["in"], answer.Meta["out"]);
            [UsageExtractor]
                internal static TokenUsage? Read(Demo.ITold told) => told.Told > 0 ? TokenUsage.FromInclusive(told.Told, 0) : null;
            [UsageExtractor] public static void Fill(Demo.Misleading value, ref TokenTracking.Generated.UsageReading reading)
            {
                reading.Model = "filled";
                reading.Replace(TokenUsage.FromInclusive(20, 2));
            }
            [TokenTracking.UsageExtractorAttribute]
                internal static void Fill(in Demo.Page page, ref TokenTracking.Generated.UsageReading reading)
                    => reading.Add(TokenUsage.FromInclusive(page.Tokens, 1));
        }
        """;

    public static TheoryData<string, string, string> Results => new()
    {
        { "Demo.Answer", "new Demo.Answer()", "10 7 m-1" },
        { "Demo.Longer", "new Demo.Longer()", "10 7 m-1" },
        { "Demo.Piece", "new Demo.Piece()", "3 0 -" },
        { "Demo.Piece?", "new Demo.Piece()", "3 0 -" },
        { "Demo.Misleading", "new Demo.Misleading()", "20 2 filled" },
        { "(int N, Demo.Answer A)", "(1, new Demo.Answer())", "10 7 m-1" },
        { "IReadOnlyList<Demo.Answer>", "new[] { new Demo.Answer(), new Demo.Answer() }", "20 14 m-1" },
        { "Demo.Page[]", "new[] { new Demo.Page(), new Demo.Page() }", "10 2 -" },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public async Task A_marked_method_reads_a_result_wherever_it_stands(string type, string value, string expected)
    {
        var run = GeneratorRun.Of(Library + Extractors + $$"""

            [TrackAiUsage] public interface IModel { Task<{{type}}> Go(); }
            public sealed class Model : IModel { public Task<{{type}}> Go() => Task.FromResult<{{type}}>({{value}}); }
            public static class Entry { public static Task Use(ITokenTracker tracker) => new Model().WithTokenTracking(tracker).Go(); }
            """);
        var tracker = new RecordingTracker();

        await run.Call<Task>("Entry", "Use", tracker);

        Assert.Equal(expected, Shown(tracker.Only));
    }

    [Fact]
    public async Task Items_of_a_stream_replace_or_add_up_as_the_method_says()
    {
        var run = GeneratorRun.Of(Library + Extractors + """

            [TrackAiUsage] public interface IModel { IAsyncEnumerable<Demo.Answer> Tell(); IAsyncEnumerable<Demo.Page> Turn(); }
            public sealed class Model : IModel
            {
                public async IAsyncEnumerable<Demo.Answer> Tell()
                {
                    await Task.CompletedTask;
                    yield return new Demo.Answer();
                    yield return new Demo.Answer();
                }
                public async IAsyncEnumerable<Demo.Page> Turn()
                {
                    await Task.CompletedTask;
                    yield return new Demo.Page();
                    yield return new Demo.Page();
                }
            }
            public static class Entry
            {
                public static async Task Use(ITokenTracker tracker)
                {
                    var model = new Model().WithTokenTracking(tracker);
                    await foreach (var _ in model.Tell()) { }
                    await foreach (var _ in model.Turn()) { }
                }
            }
            """);
        var tracker = new RecordingTracker();

        await run.Call<Task>("Entry", "Use", tracker);

        Assert.Equal(["10 7 m-1", "10 2 -"], tracker.Records.Select(static record => Shown(record)));
    }

    [Fact]
    public void A_library_brings_the_method_on_the_type_itself()
    {
        var library = GeneratorRun.Of(new GeneratorRunOptions { AssemblyName = "Library" }, """
            using TokenTracking;
            namespace Lib
            {
                public sealed class Reply
                {
                    public string Text => "4,5";
                    [UsageExtractor]
                        public static TokenUsage Read(Reply reply) => TokenUsage.FromInclusive(reply.Text[0] - '0', reply.Text[2] - '0');
                }
            }
            """);
        var run = GeneratorRun.Of(new GeneratorRunOptions { References = [.. TestReferences.Consumer, library.ToReference()] }, """
            using System.Threading.Tasks; using TokenTracking;
            [TrackAiUsage] public interface IModel { Task<Lib.Reply> Go(); }
            """);

        Assert.Contains("reading.Replace(global::Lib.Reply.Read(value));", run.Files["IModel.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_method_throws_costs_the_usage_and_not_the_answer()
    {
        var run = GeneratorRun.Of("""
            using System; using System.Threading.Tasks; using TokenTracking;
            public sealed class Answer { [UsageExtractor] internal static TokenUsage Read(Answer answer) => throw new FormatException(); }
            [TrackAiUsage] public interface IModel { Task<Answer> Go(); }
            public sealed class Model : IModel { public Task<Answer> Go() => Task.FromResult(new Answer()); }
            public static class Entry
            {
                public static async Task<string> Use(ITokenTracker tracker)
                    => (await new Model().WithTokenTracking(tracker).Go()).ToString()!;
            }
            """);
        var tracker = new RecordingTracker();

        Assert.Equal("Answer", await run.Call<Task<string>>("Entry", "Use", tracker));
        Assert.Equal((UsageCompleteness.Missing, CallOutcome.Succeeded), (tracker.Only.Completeness, tracker.Only.Outcome));
    }

    [Fact]
    public void A_method_that_is_marked_later_changes_the_decorators_that_call_it_and_no_other()
    {
        const string Model =
            "using System.Threading.Tasks; using TokenTracking; public sealed class Answer { } "
            + "[TrackAiUsage] public interface IModel { Task<Answer> Go(); } [TrackAiUsage] public interface IOther { "
            + "Task<LlmResult> Go(); }";
        var options = new GeneratorRunOptions();
        var run = GeneratorRun.Of(
            options, Model, "public static class Extractors { public static TokenTracking.TokenUsage Read(Answer answer) => default; }");

        var result = run.Driver.RunGenerators(options.CreateCompilation(
            Model, "public static class Extractors { [TokenTracking.UsageExtractor] public static TokenTracking.TokenUsage Read(Answer "
                + "answer) => default; }")).GetRunResult();

        var changed = Assert.Single(
            result.Results.Single().GeneratedSources, file => file.SourceText.ToString() != run.Files[file.HintName]);
        Assert.Equal("IModel.g.cs", changed.HintName);
        Assert.Contains("global::Extractors.Read(value)", changed.SourceText.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public static TokenUsage Other(string text) => default;")]
    [InlineData("[UsageExtractor] private static TokenUsage Read(Answer answer) => default;")]
    [InlineData("[UsageExtractor] public static long Read(Answer answer) => 1;")]
    [InlineData(
        "[UsageExtractor] public static TokenUsage Read(Answer answer) => default; "
        + "[UsageExtractor] public static TokenUsage Again(Answer answer) => default;")]
    [InlineData("public static TokenUsage Read(Answer answer) => default;")]
    [InlineData("[Mine.UsageExtractor] public static TokenUsage Read(Answer answer) => default;")]
    public void What_is_no_extractor_is_not_called(string members)
    {
        var run = GeneratorRun.Of($$"""
            using System.Threading.Tasks; using TokenTracking;
            namespace Mine { public sealed class UsageExtractorAttribute : System.Attribute { } }
            public sealed class Answer { public string Text => ""; }
            public static class Extractors { {{members}} }
            [TrackAiUsage] public interface IModel { Task<Answer> Go(); }
            """);

        Assert.DoesNotContain("UsageReading", run.Files["IModel.g.cs"], StringComparison.Ordinal);
    }

    private static string Shown(UsageRecord record)
        => $"{record.Usage.InputTokens} {record.Usage.OutputTokens} {record.ResponseModel ?? "-"}";
}
