using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers.Knowledge;

/// <summary>The tracker's own methods record, and extension methods on it. Methods of the same names record nothing.</summary>
public class RecordingMethodsTests
{
    [Theory]
    [InlineData("histogram.Record(answer.Usage.TotalTokenCount);")]
    [InlineData("analytics.Track(\"answered\", answer.Usage.TotalTokenCount);")]
    [InlineData("Metrics.Record(answer.Usage);")]
    [InlineData("Other.ITokenTracker other = null!; other.Track(\"p\", answer.Usage.TotalTokenCount);")]
    [InlineData("Other.TokenUsage.FromInclusive(answer.Usage.InputTokenCount);")]
    public Task Other_methods_of_these_names_do_not_record(string statement)
        => VerifyAsync($"ChatCompletion answer = await [|chat.CompleteChatAsync(\"hi\")|]; {statement}");

    [Theory]
    [InlineData("void Save(ChatCompletion a) => histogram.Record(a.Usage.TotalTokenCount);")]
    [InlineData("void Save(ChatCompletion a) { var usage = a.Usage; analytics.Track(\"answered\", usage.TotalTokenCount); }")]
    [InlineData("void Save(ChatCompletion a) => this.Track(a); void Track(ChatCompletion a) => Console.Write(a.Id);")]
    [InlineData("void Save(ChatCompletion a) => Other.TokenUsage.FromExclusive(a.Usage.InputTokenCount);")]
    public Task A_method_that_calls_one_does_not_record_its_parameter(string member)
        => VerifyAsync("ChatCompletion answer = await [|chat.CompleteChatAsync(\"hi\")|]; Save(answer);", member);

    [Theory]
    [InlineData("t.Track(\"p\", TokenUsage.FromInclusive(answer.Usage.InputTokenCount, 1), \"gpt-5\");")]
    [InlineData("tracker.Track(\"p\", TokenUsage.FromInclusive(answer.Usage.InputTokenCount, 1), \"gpt-5\");")]
    [InlineData("t.Record(answer);")]
    [InlineData("TrackerExtensions.Record(t, answer);")]
    [InlineData("tracker.Record(answer);")]
    public Task The_tracker_records(string statement)
        => VerifyAsync($"ChatCompletion answer = await chat.CompleteChatAsync(\"hi\"); {statement}");

    [Theory]
    [InlineData("void Save(ChatCompletion a) => t.Track(\"p\", TokenUsage.FromInclusive(a.Usage.InputTokenCount, 1), \"gpt-5\");")]
    [InlineData("void Save(ChatCompletion a) { histogram.Record(1); t.Record(a); }")]
    [InlineData(
        "void Save(ChatCompletion a) => usages.Add(TokenUsage.FromInclusive(a.Usage.InputTokenCount, 1)); List<TokenUsage> usages = [];")]
    public Task A_method_that_gives_it_to_the_tracker_records_its_parameter(string member)
        => VerifyAsync("ChatCompletion answer = await chat.CompleteChatAsync(\"hi\"); Save(answer);", member);

    private static Task VerifyAsync(string statements, string member = "")
    {
        var test = new AnalyzerTest(new UntrackedSdkCallAnalyzer())
        {
            References = [.. TestedProject.References, .. TestReferences.Named("OpenAI", "System.ClientModel")],
        };
        test.Sources.Add("Test.cs", $$"""
            using System.Diagnostics.Metrics;
            using OpenAI.Chat;
            using TokenTracking;

            class C(ChatClient chat, ITokenTracker t, TokenTracker tracker, Histogram<long> histogram, Analytics analytics)
            {
                async Task Ask()
                {
                    {{statements}}
                }

                {{member}}

                object All => (chat, t, tracker, histogram, analytics);
            }

            class Analytics { public void Track(string name, long value) => Console.Write(name + value); }

            static class Metrics { public static void Record(ChatTokenUsage usage) => Console.Write(usage.TotalTokenCount); }

            static class TrackerExtensions
            {
                public static void Record(this ITokenTracker tracker, ChatCompletion answer)
                    => tracker.Track("p", TokenUsage.FromInclusive(answer.Usage.InputTokenCount, 1), answer.Model);
            }

            namespace Other
            {
                interface ITokenTracker { void Track(string project, long tokens); }

                static class TokenUsage
                {
                    public static long FromInclusive(long input) => input;

                    public static long FromExclusive(long input) => input;
                }
            }
            """);
        return test.RunAsync();
    }
}
