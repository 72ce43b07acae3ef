using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT1006.UsageAddedTwiceAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

public class UsageAddedTwiceAnalyzerTests
{
    [Theory]
    [InlineData("[|u.InputTokens + u.CacheReadTokens|]")]
    [InlineData("[|(u.InputTokens ?? 0) + (u.CacheReadTokens ?? 0) + (u.CacheWriteTokens ?? 0)|]")]
    [InlineData("[|u.OutputTokens.GetValueOrDefault() + u.ReasoningTokens.GetValueOrDefault()|]")]
    [InlineData("[|u.TotalTokens + u.InputTokens|]")]
    [InlineData("[|r.Usage.InputTokens + r.Usage.OutputTokens + r.Usage.ReasoningTokens|]")]
    [InlineData("[|u.CacheWriteTokens!.Value + u.CacheWrite1hTokens!.Value|]")]
    [InlineData("[|open.InputTokenCount + open.InputTokenDetails.CachedTokenCount|]")]
    [InlineData("[|open.InputTokenCount + (open.InputTokenDetails?.CachedTokenCount ?? 0)|]")]
    [InlineData("[|open.OutputTokenCount + open.OutputTokenDetails.ReasoningTokenCount|]")]
    [InlineData("[|open.TotalTokenCount + open.InputTokenCount|]")]
    [InlineData("[|open.InputTokenCount + open.InputTokenDetails.AudioTokenCount|]")]
    [InlineData("[|claude.InputTokens + claude.CacheCreationInputTokens + claude.CacheCreation.Ephemeral5mInputTokens|]")]
    [InlineData("[|open.InputTokenCount * 2m + open.InputTokenDetails.CachedTokenCount * 0.5m + open.OutputTokenCount * 8m|]")]
    [InlineData("([|u.OutputTokens * 8m / 1_000_000 + u.ReasoningTokens * 8m / 1_000_000|])")]
    [InlineData("[|u.InputTokens * size.Total + u.CacheWriteTokens * size.Part|]")]
    [InlineData("[|all.Sum(x => x.Usage.InputTokens ?? 0) + all.Sum(y => y.Usage.CacheReadTokens ?? 0)|]")]
    [InlineData("all.Aggregate(0L, (sum, x) => [|sum + (x.Usage.InputTokens ?? 0) + (x.Usage.CacheReadTokens ?? 0)|])")]
    [InlineData("$\"{[|u.InputTokens + u.CacheReadTokens|]} tokens\"")]
    [InlineData("[|Math.Max(u.InputTokens ?? 0, 0) + (r.Model is null ? 0 : u.CacheReadTokens)|]")]
    [InlineData("[|TokenUsage.FromExclusive(input: open.InputTokenCount, output: 1, cacheRead: open.InputTokenDetails.CachedTokenCount)|]")]
    [InlineData("[|TokenUsage.FromInclusive(claude.InputTokens, claude.OutputTokens, cacheRead: claude.CacheReadInputTokens)|]")]
    public Task A_part_that_is_added_to_its_total_is_reported(string expression) => Verify.VerifyAnalyzerAsync(Source(expression));

    [Theory]
    [InlineData("u.InputTokens + u.OutputTokens")]
    [InlineData("u.FreshInputTokens + u.CacheReadTokens + u.CacheWriteTokens")]
    [InlineData("u.VisibleOutputTokens + u.ReasoningTokens")]
    [InlineData("u.InputTokens + other.CacheReadTokens")]
    [InlineData("u.InputTokens - u.CacheReadTokens")]
    [InlineData("u + other")]
    [InlineData("\"in \" + u.InputTokens + \" of which cached \" + u.CacheReadTokens")]
    [InlineData("claude.InputTokens + claude.CacheReadInputTokens + claude.CacheCreationInputTokens")]
    [InlineData("open.InputTokenCount + open.OutputTokenCount")]
    [InlineData("TokenUsage.FromExclusive(input: claude.InputTokens, output: claude.OutputTokens, cacheRead: claude.CacheReadInputTokens)")]
    [InlineData(
        "TokenUsage.FromInclusive(open.InputTokenCount, open.OutputTokenCount, cacheRead: open.InputTokenDetails.CachedTokenCount)")]
    [InlineData("TokenUsage.FromInclusive(claude.InputTokens, claude.OutputTokens)")]
    [InlineData("size.Total + size.Part")]
    [InlineData("(open.InputTokenCount - open.InputTokenDetails.CachedTokenCount) * 2m + open.InputTokenDetails.CachedTokenCount * 0.5m")]
    [InlineData("u.InputTokens * 2m + u.CacheReadTokens * (0.5m - 2m)")]
    [InlineData("u.InputTokens * 2m + u.CacheWriteTokens * 0.5m")]
    [InlineData("u.InputTokens - u.CacheReadTokens + u.CacheReadTokens / 10")]
    [InlineData("u.InputTokens + u.CacheReadTokens * 0.1m - u.CacheReadTokens")]
    [InlineData("all.Sum(x => x.Usage.InputTokens ?? 0) + all.Where(x => x.Model == null).Sum(x => x.Usage.CacheReadTokens ?? 0)")]
    [InlineData("Math.Max(u.InputTokens ?? 0, u.CacheReadTokens ?? 0) + (u.OutputTokens ?? 0)")]
    [InlineData("(r.Model is null ? u.FreshInputTokens : u.InputTokens) + u.CacheReadTokens")]
    [InlineData("100m * u.CacheReadTokens / u.InputTokens + u.InputTokens * 0")]
    public Task A_sum_of_disjoint_counts_is_left_alone(string expression) => Verify.VerifyAnalyzerAsync(Source(expression));

    [Theory]
    [InlineData("var input = u.InputTokens ?? 0; var cached = u.CacheReadTokens ?? 0; return [|input + cached|];")]
    [InlineData("int input = open.InputTokenCount, cached = open.InputTokenDetails.CachedTokenCount; return [|input + cached|];")]
    [InlineData("long input = 0; input += u.InputTokens ?? 0; [|input += u.CacheReadTokens ?? 0|]; return input;")]
    [InlineData("var both = u.OutputTokens ?? 0; [|both += u.ReasoningTokens ?? 0|]; return both;")]
    [InlineData(
        "var input = claude.InputTokens; var read = claude.CacheReadInputTokens; return [|TokenUsage.FromInclusive(input, 1, read)|];")]
    [InlineData("var input = u.InputTokens ?? 0; var cached = u.CacheReadTokens ?? 0; input -= cached; return input + cached;")]
    [InlineData("long input = 0, cached = 0; input += u.InputTokens ?? 0; cached += u.CacheReadTokens ?? 0; return input;")]
    [InlineData("long input = 0; input += u.InputTokens ?? 0; input += other.CacheReadTokens ?? 0; return input;")]
    [InlineData("var input = u.InputTokens ?? 0; Console.Write(input); input = 0; input += u.CacheReadTokens ?? 0; return input;")]
    [InlineData("var input = u.InputTokens ?? 0; input -= u.CacheReadTokens ?? 0; input += u.CacheReadTokens ?? 0; return input;")]
    [InlineData("var (input, cached) = (u.InputTokens ?? 0, u.CacheReadTokens ?? 0); return [|input + cached|];")]
    [InlineData("(long In, long Cached) t = (u.InputTokens ?? 0, u.CacheReadTokens ?? 0); return [|t.In + t.Cached|];")]
    [InlineData("return r is { Usage: { InputTokens: { } input, CacheReadTokens: { } cached } } ? [|input + cached|] : 0;")]
    [InlineData(
        "long input = 0, cached = 0; foreach (var x in all) { input += x.Usage.InputTokens ?? 0; "
        + "cached = cached + (x.Usage.CacheReadTokens ?? 0); } return [|input + cached|];")]
    [InlineData(
        "var input = all.Sum(x => x.Usage.InputTokens ?? 0); var cached = all.Sum(x => x.Usage.CacheReadTokens ?? 0); "
        + "return [|input + cached|];")]
    [InlineData(
        "long sum = 0; var input = u.InputTokens ?? 0; var cached = u.CacheReadTokens ?? 0; sum += input; [|sum += cached|]; return sum;")]
    [InlineData("long sum = 0; sum += u.InputTokens ?? 0; if (u.CacheReadTokens is { } cached) [|sum += cached|]; return sum;")]
    [InlineData(
        "long sum = open.InputTokenCount; sum += open.OutputTokenCount; if (open.InputTokenDetails is { CachedTokenCount: > 0 } "
        + "details) [|sum += details.CachedTokenCount|]; return sum;")]
    [InlineData(
        "long sum = 0; Interlocked.Add(ref sum, u.InputTokens ?? 0); [|Interlocked.Add(ref sum, u.CacheReadTokens ?? 0)|]; return sum;")]
    [InlineData(
        "long sum = 0; sum = sum + (u.InputTokens ?? 0); [|sum = sum + (u.CacheReadTokens ?? 0)|]; "
        + "sum = sum + (other.CacheReadTokens ?? 0); return sum;")]
    [InlineData(
        "long sum = 0; foreach (var x in all) sum = [|sum + (x.Usage.InputTokens ?? 0) + (x.Usage.CacheReadTokens ?? 0)|]; return sum;")]
    [InlineData(
        "var price = 2m; var cost = u.InputTokens * price; var cachedCost = u.CacheReadTokens * 0.2m; return [|cost + cachedCost|];")]
    [InlineData("var saved = 2m - 0.2m; return u.InputTokens * 2m + u.CacheReadTokens * saved;")]
    [InlineData("var n = u.InputTokens; Console.Write(n); n = u.FreshInputTokens; return n + u.CacheReadTokens;")]
    [InlineData(
        "long input = 0, cached = 0; foreach (var x in all) { if (x.Model is null) input += x.Usage.InputTokens ?? 0; "
        + "else { input += x.Usage.FreshInputTokens ?? 0; cached += x.Usage.CacheReadTokens ?? 0; } } return input + cached;")]
    [InlineData(
        "long input = 0, cached = 0; foreach (var x in all) { input += x.Usage.InputTokens ?? 0; cached += x.Usage.CacheReadTokens ?? 0; "
        + "} input -= cached; return input + cached;")]
    [InlineData("long a = 0, b = 0; a += b; b += a; a = b; b = a; return a + b;")]
    public Task Counts_are_followed_through_locals(string body)
        => Verify.VerifyAnalyzerAsync(Source("null").Replace("=> null;", "{ " + body + " }", StringComparison.Ordinal));

    [Theory]
    [InlineData(
        "long _in, _cached; void Add(TokenUsage u) { _in += u.InputTokens ?? 0; _cached += u.CacheReadTokens ?? 0; "
        + "} public long All => [|_in + _cached|];")]
    [InlineData(
        "long _in, _cached; void Add(TokenUsage u) { Interlocked.Add(ref _in, u.InputTokens ?? 0); "
        + "Interlocked.Add(ref _cached, u.CacheReadTokens ?? 0); } public long All() => [|Interlocked.Read(ref _in) + Interlocked.Read(ref "
        + "_cached)|];")]
    [InlineData(
        "readonly TokenUsage _u; long In => _u.InputTokens ?? 0; long Cached => _u.CacheReadTokens ?? 0; "
        + "public long All => [|In + Cached|];")]
    [InlineData(
        "public long In { get; init; } public long Cached { get; init; } public long All => [|In + Cached|]; "
        + "static T Of(TokenUsage u) => new() { In = u.InputTokens ?? 0, Cached = u.CacheReadTokens ?? 0 };")]
    [InlineData(
        "public long In, Cached; public T(long i, long c) { In = i; Cached = c; } static long All(TokenUsage u) { "
        + "var t = new T(u.InputTokens ?? 0, u.CacheReadTokens ?? 0); return [|t.In + t.Cached|]; }")]
    [InlineData(
        "record Row(long In, long Cached) { public long All => [|In + Cached|]; } Row Of(TokenUsage u) => new(u.InputTokens ?? 0, "
        + "u.CacheReadTokens ?? 0);")]
    [InlineData(
        "record Row(long In, long Cached); Row Add(Row row, TokenUsage u) => row with { In = row.In + (u.InputTokens ?? 0), "
        + "Cached = row.Cached + (u.CacheReadTokens ?? 0) }; long All(Row row) => [|row.In + row.Cached|];")]
    [InlineData(
        "record Row(long In, long Cached); long All(IEnumerable<Row> rows) => [|rows.Sum(r => r.In) + rows.Sum(r => r.Cached)|]; "
        + "Row Of(TokenUsage u) => new(u.InputTokens ?? 0, u.CacheReadTokens ?? 0);")]
    [InlineData(
        "long _in, _cached; void Add(TokenUsage u) { _in += (u.InputTokens ?? 0) - (u.CacheReadTokens ?? 0); "
        + "_cached += u.CacheReadTokens ?? 0; } public long All => _in + _cached;")]
    [InlineData(
        "long _in, _cached; void Add(TokenUsage u) { _in += u.InputTokens ?? 0; _cached += u.CacheReadTokens ?? 0; "
        + "} void Close() => _in -= _cached; public long All => _in + _cached;")]
    [InlineData(
        "long _in, _cached; void Add(TokenUsage u) => _in += u.InputTokens ?? 0; void AddCached(TokenUsage u) => _cached += "
        + "u.CacheReadTokens ?? 0; public long All => _in + _cached;")]
    [InlineData(
        "long _in, _cached; void Add(ClaudeUsage u) { _in += u.InputTokens; _cached += u.CacheReadInputTokens ?? 0; "
        + "} public long All => _in + _cached;")]
    [InlineData(
        "record Row(long In, long Cached) { public long All => In + Cached; } Row Of(TokenUsage u) => new(u.FreshInputTokens ?? 0, "
        + "u.CacheReadTokens ?? 0); Row Of(ClaudeUsage u) => new(u.InputTokens, u.CacheReadInputTokens ?? 0);")]
    [InlineData(
        "record Row(long In, long Cached) { public long All => In + Cached; } void Two(TokenUsage u) { "
        + "var a = new Row(u.InputTokens ?? 0, 0); var b = new Row(0, u.CacheReadTokens ?? 0); }")]
    [InlineData(
        "record Row(long In, long Cached); long Of(Row one, Row two) => one.In + two.Cached; "
        + "Row Of(TokenUsage u) => new(u.InputTokens ?? 0, u.CacheReadTokens ?? 0);")]
    [InlineData("long _a, _b; void M(TokenUsage u) { _a = _b + (u.InputTokens ?? 0); _b = _a; } long All => _a + _b;")]
    public Task Counts_are_followed_through_the_members_that_gather_them(string members)
        => Verify.VerifyAnalyzerAsync(Source("null") + "class T { public T() { } " + members + " }");

    [Theory]
    [InlineData(
        "{|#0:u.InputTokens + {|#1:u.CacheReadTokens|} + {|#2:u.CacheWriteTokens|}|}", 2,
        "'InputTokens' of 'TokenUsage' already includes 'CacheReadTokens' and 'CacheWriteTokens'; the sum counts them twice")]
    [InlineData(
        "{|#0:u.InputTokens + {|#1:u.CacheReadTokens|} + u.OutputTokens + {|#2:u.ReasoningTokens|}|}", 2,
        "'InputTokens' of 'TokenUsage' already includes 'CacheReadTokens' and 'OutputTokens' of 'TokenUsage' already includes "
        + "'ReasoningTokens'; the sum counts them twice")]
    [InlineData(
        "{|#0:u.TotalTokens + {|#1:u.OutputTokens|} + {|#2:u.InputTokens|}|}", 2,
        "'TotalTokens' of 'TokenUsage' already includes 'OutputTokens' and 'InputTokens'; the sum counts them twice")]
    [InlineData(
        "{|#0:{|#1:open.InputTokenDetails.AudioTokenCount|} + {|#2:open.InputTokenDetails.CachedTokenCount|} + open.InputTokenCount|}", 2,
        "'InputTokenCount' of 'ChatTokenUsage' already includes 'InputTokenDetails.AudioTokenCount' and "
        + "'InputTokenDetails.CachedTokenCount'; the sum counts them twice")]
    [InlineData(
        "{|#0:u.InputTokens + {|#1:u.CacheReadTokens|}|}", 1,
        "'InputTokens' of 'TokenUsage' already includes 'CacheReadTokens'; the sum counts it twice")]
    public Task Every_part_that_is_counted_twice_is_named(string expression, int parts, string message)
        => Verify.VerifyAnalyzerAsync(Source(expression), Enumerable.Range(0, parts + 1).Aggregate(
            Verify.Diagnostic("TT1006").WithArguments(message), static (result, location) => result.WithLocation(location)));

    [Theory]
    [InlineData(
        "long sum = 0; sum += u.InputTokens ?? 0; [|sum += u.CacheReadTokens ?? 0|]; sum += u.OutputTokens ?? 0; "
        + "[|sum += u.CacheWriteTokens ?? 0|]; return sum;")]
    [InlineData(
        "long sum = 0; foreach (var x in all) { sum += x.Usage.InputTokens ?? 0; [|sum += x.Usage.CacheReadTokens ?? 0|]; } return sum;")]
    [InlineData(
        "long sum = 0; if (r.Model is null) sum += u.InputTokens ?? 0; else sum += u.CacheReadTokens ?? 0; return sum;")]
    [InlineData("long sum = u.InputTokens ?? 0; if (r.Model is null) sum = 0; return sum + 1;")]
    [InlineData("var sum = all.Select(x => x.Usage.InputTokens ?? 0).Sum(); return [|sum + all.Sum(x => x.Usage.CacheReadTokens ?? 0)|];")]
    [InlineData("var sum = Math.Round((decimal)(u.InputTokens ?? 0)); return [|sum + Convert.ToDecimal(u.CacheReadTokens)|];")]
    [InlineData("long In(TokenUsage v) => v.InputTokens ?? 0; return [|In(u) + (u.CacheReadTokens ?? 0)|];")]
    [InlineData("long In(TokenUsage v) => v.InputTokens ?? 0; return In(other) + (u.CacheReadTokens ?? 0);")]
    [InlineData(
        "(long A, long B) Split(TokenUsage v) => (v.InputTokens ?? 0, v.CacheReadTokens ?? 0); return Split(u).A + Split(other).B;")]
    [InlineData(
        "(long A, long B) Split(TokenUsage v) => (v.InputTokens ?? 0, v.CacheReadTokens ?? 0); return [|Split(u).A + Split(u).B|];")]
    [InlineData("return (all[0].Usage.InputTokens ?? 0) + (all[1].Usage.CacheReadTokens ?? 0);")]
    [InlineData("var v = u; var input = v.InputTokens ?? 0; v = other; return input + (v.CacheReadTokens ?? 0);")]
    [InlineData("var v = u; var input = v.InputTokens ?? 0; var w = v; return [|input + (w.CacheReadTokens ?? 0)|];")]
    public Task Counters_and_helpers_are_followed_in_the_order_of_the_code(string body)
        => Verify.VerifyAnalyzerAsync(Source("null").Replace("=> null;", "{ " + body + " }", StringComparison.Ordinal));

    private static string Source(string expression) => $$"""
        using TokenTracking;

        class C
        {
            object? M(TokenUsage u, TokenUsage other, LlmResult r, ChatTokenUsage open, ClaudeUsage claude, Size size,
                IReadOnlyList<LlmResult> all) => {{expression}};
        }

        record ChatTokenUsage(int InputTokenCount, int OutputTokenCount, int TotalTokenCount, InputDetails InputTokenDetails,
            OutputDetails OutputTokenDetails);

        record InputDetails(int CachedTokenCount, int AudioTokenCount);

        record OutputDetails(int ReasoningTokenCount);

        record ClaudeUsage(
            long InputTokens, long OutputTokens, long? CacheReadInputTokens, long? CacheCreationInputTokens, CacheCreation CacheCreation);

        record CacheCreation(long Ephemeral5mInputTokens);

        record Size(int Total, int Part);
        """;
}
