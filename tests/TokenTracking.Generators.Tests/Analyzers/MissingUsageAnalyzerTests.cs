using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT1003.MissingUsageAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

public class MissingUsageAnalyzerTests
{
    [Fact]
    public Task A_call_without_usage_is_reported() => Verify.VerifyAnalyzerAsync("""
        using TokenTracking;

        [TrackAiUsage]
        public interface IAnalyst
        {
            Task<string> [|AnalyzeAsync|](string task);

            ValueTask<int> [|CountAsync|](string task);

            IAsyncEnumerable<string> [|StreamAsync|](string task);

            Task<T> [|AskAsync|]<T>(string task);
        }
        """);

    [Fact]
    public Task What_carries_usage_or_is_no_call_is_left_alone() => Verify.VerifyAnalyzerAsync("""
        using TokenTracking;

        public record Counts(long InputTokens, long OutputTokens);

        public record Answer(string Text, Counts? Usage);

        public record Piece(string Text, TokenUsage Tokens);

        [TrackAiUsage]
        public interface IAnalyst
        {
            string Name { get; }

            Task<LlmResult> AskAsync(string task);

            ValueTask<Answer> AnalyzeAsync(string task);

            IAsyncEnumerable<Piece> StreamAsync(string task);

            string Describe();

            Task CloseAsync();

            static Task<string> Shared() => Task.FromResult("");

            [NotTracked("reads a file")] Task<string> ReadAsync();

            Task<IHelper> OpenAsync();

            ValueTask<IAnalyst> CopyAsync();

            Task<IReadOnlyList<IHelper>> OpenAllAsync();
        }

        public interface IHelper { Task<LlmResult> HelpAsync(); }

        public interface IOther { Task<string> AskAsync(string task); }

        [NotTracked("local only")]
        [TrackAiUsage]
        public interface IDeclined { Task<string> AskAsync(string task); }
        """);

    [Fact]
    public Task The_users_own_word_is_believed() => Verify.VerifyAnalyzerAsync("""
        using TokenTracking;

        [assembly: UsageShape(typeof(Theirs), Input = "Asked", Output = "Answered")]

        public record Theirs(int Asked, int Answered);

        public record Parsed(string Text)
        {
            [UsageExtractor] public static TokenUsage Read(Parsed value) => TokenUsage.FromInclusive(value.Text.Length, 1);
        }

        public record Unread(string Text) { public static TokenUsage Read(Unread value) => TokenUsage.FromInclusive(value.Text.Length, 1); }

        [TrackAiUsage]
        public interface IAnalyst
        {
            Task<Theirs> AskAsync(string task);

            IAsyncEnumerable<Parsed> StreamAsync(string task);

            Task<Unread> [|GuessAsync|](string task);
        }
        """);

    [Fact]
    public Task The_message_names_the_member_and_what_it_returns() => Verify.VerifyAnalyzerAsync(
        "[TokenTracking.TrackAiUsage] public interface IAsk { Task<string> AskAsync(); }",
        Verify.Diagnostic("TT1003").WithSpan(1, 67, 1, 75).WithArguments("AskAsync", "Task<string>"));
}
