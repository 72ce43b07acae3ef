using TokenTracking.Testing;
using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT00xx.UsageExtractorAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

public class UsageExtractorAnalyzerTests
{
    private const string Types = """
        using TokenTracking;

        public class Answer { }

        public struct Piece { }


        """;

    [Fact]
    public Task A_method_that_fits_is_left_alone() => Verify.VerifyAnalyzerAsync(Types + """
        internal static class Extractors
        {
            [UsageExtractor] public static TokenUsage Read(Answer answer) => default;

            [UsageExtractor] internal static TokenUsage? Read(Piece piece) => null;

            [UsageExtractor] internal static void Fill(string[] texts, ref TokenTracking.Generated.UsageReading reading) { }

            [UsageExtractor] internal static void Fill(in (int, Answer) pair, ref TokenTracking.Generated.UsageReading reading) { }

            internal static long Unmarked(Answer answer) => 1;
        }
        """);

    [Fact]
    public Task A_signature_that_does_not_fit_is_reported() => Verify.VerifyAnalyzerAsync(Types + """
        public class Extractors
        {
            [UsageExtractor] public TokenUsage {|TT0011:OfAnInstance|}(Answer answer) => default;

            [UsageExtractor] private static TokenUsage {|TT0011:Hidden|}(Answer answer) => default;

            [UsageExtractor] public static TokenUsage {|TT0011:Generic|}<T>(T answer) => default;

            [UsageExtractor] public static long {|TT0011:OtherResult|}(Answer answer) => 1;

            [UsageExtractor] public static TokenUsage {|TT0011:OfNothing|}() => default;

            [UsageExtractor] public static TokenUsage {|TT0011:OfTwo|}(Answer answer, int more) => default;

            [UsageExtractor] public static TokenUsage {|TT0011:Written|}(ref Answer answer) => default;

            [UsageExtractor] public static TokenUsage {|TT0011:OfASpan|}(ReadOnlySpan<char> text) => default;

            [UsageExtractor] public static TokenUsage {|TT0011:OfANullable|}(Piece? piece) => default;

            [UsageExtractor] public static void {|TT0011:ByValue|}(Answer answer, TokenTracking.Generated.UsageReading reading) { }

            [UsageExtractor] public static void {|TT0011:Alone|}(Answer answer) { }

            private static class Inside { [UsageExtractor] public static TokenUsage {|TT0011:Read|}(Answer answer) => default; }

            public static class Of<T> { [UsageExtractor] public static TokenUsage {|TT0011:Read|}(Answer answer) => default; }
        }

        file static class Local { [UsageExtractor] public static TokenUsage {|TT0011:Read|}(Answer answer) => default; }
        """);

    [Fact]
    public Task Two_methods_for_one_type_are_reported_both() => Verify.VerifyAnalyzerAsync(Types + """
        public static class Extractors
        {
            [UsageExtractor] public static TokenUsage {|TT0012:Read|}(Answer answer) => default;

            [UsageExtractor] public static void {|TT0012:Fill|}(Answer answer, ref TokenTracking.Generated.UsageReading reading) { }

            [UsageExtractor] public static TokenUsage Read(Piece piece) => default;
        }
        """);

    [Fact]
    public Task The_message_says_what_does_not_fit() => Verify.VerifyAnalyzerAsync(
        "public static class E { [TokenTracking.UsageExtractor] public static long Read(string text) => 1; }",
        Verify.Diagnostic("TT0011").WithSpan(1, 75, 1, 79).WithArguments("Read", "it does not return a TokenUsage of its only parameter"));
}
