using System.Text;
using System.Text.Json;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Tests.Prices;

public sealed class PricesCommandTests
{
    [Fact]
    public async Task List_prints_the_models_of_a_provider()
    {
        var run = await RunAsync("prices", "list", "--provider", "anthropic", "--format", "json");
        Assert.Equal(0, run.ExitCode);
        using var document = JsonDocument.Parse(run.Out);
        var model = document.RootElement.GetProperty("models").EnumerateArray()
            .Single(m => m.GetProperty("model").GetString() == "claude-opus-4-5");
        var row = model.GetProperty("prices").EnumerateArray().Single();
        Assert.Equal(5m, row.GetProperty("tiers")[0].GetProperty("prices").GetProperty("input").GetDecimal());
        Assert.Equal("genai-prices 0.1.8", row.GetProperty("source").GetString());
        Assert.Contains(
            "claude-opus-4-5-20251101", model.GetProperty("aliases").EnumerateArray().Select(static alias => alias.GetString()));
    }

    [Fact]
    public async Task List_of_an_unknown_provider_names_the_known_ones()
    {
        var run = await RunAsync("prices", "list", "--provider", "acme");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            "There are no prices for provider 'acme'. The providers are: anthropic, openai,", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_marks_the_prices_of_the_day()
    {
        var run = await RunAsync("prices", "show", "claude-opus-4-6", "--provider", "anthropic", "--at", "2026-02-01", "--format", "json");
        using var document = JsonDocument.Parse(run.Out);
        var rows = document.RootElement.GetProperty("models")[0].GetProperty("prices").EnumerateArray().ToList();
        Assert.Equal([true, false], rows.Select(static row => row.GetProperty("inForce").GetBoolean()));
        Assert.Equal(200_000, rows[0].GetProperty("tiers")[1].GetProperty("above").GetInt64());
        Assert.Equal("2026-03-13", rows[1].GetProperty("from").GetString());
    }

    [Fact]
    public async Task Show_of_an_unknown_model_suggests_near_names()
    {
        var run = await RunAsync("prices", "show", "gpt-4o-minni", "--provider", "openai");
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("Similar names: openai/gpt-4o-mini", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cost_takes_the_input_as_the_total_and_writes_as_its_parts()
    {
        var run = await RunAsync(
            "prices", "cost", "--model", "claude-opus-4-5", "--input", "10000", "--cache-read", "5000", "--cache-write", "3000",
            "--cache-write-1h", "1000",
            "--output", "500", "--reasoning", "200", "--format", "json");
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(
            [("input", 2000L), ("cacheRead", 5000L), ("cacheWrite5m", 2000L), ("cacheWrite1h", 1000L), ("output", 300L),
                ("reasoning", 200L)],
            document.RootElement.GetProperty("cost").GetProperty("lines").EnumerateArray()
                .Select(static line => (line.GetProperty("kind").GetString()!, line.GetProperty("tokens").GetInt64())));
        Assert.Equal(0.0475m, document.RootElement.GetProperty("cost").GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task Cost_of_the_flex_tier_on_a_day()
    {
        var run = await RunAsync(
            "prices", "cost", "--model", "o3", "--input", "1000000", "--tier", "flex", "--at", "2026-01-01", "--format", "json");
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(1m, document.RootElement.GetProperty("cost").GetProperty("amount").GetDecimal());
    }

    [Theory]
    [InlineData("--model", "gpt-4o", "--input", "5", "--cache-read", "9")]
    [InlineData("--model", "gpt-4o", "--input", "9", "--cache-write", "3", "--cache-write-1h", "4")]
    [InlineData("--model", "gpt-4o", "--input", "9", "--output", "1", "--reasoning", "2")]
    [InlineData("--model", "gpt-4o", "--input", "-1")]
    [InlineData("--model", "gpt-4o", "--input", "1", "--tier", "turbo")]
    [InlineData("--model", "gpt-4o")]
    [InlineData("--input", "9")]
    public async Task Cost_refuses_counts_that_cannot_be(params string[] options)
    {
        var run = await RunAsync(["prices", "cost", .. options]);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.NotEqual("", run.Error);
    }

    [Fact]
    public async Task Cost_of_many_answers_each_line()
    {
        const string Lines = """
            {"id":"a","model":"gpt-4o","provider":"openai","input":1000,"cacheRead":400,"output":10}
            {"id":"b","model":"nobody-knows","input":10}
            {"id":"c","model":"gpt-4o","input":1,"cacheRead":5}
            no json

            {"id":"d","model":"o3","input":1000000,"output":0,"at":"2025-06-01"}
            """;
        var run = await TokensRun.WithAsync(
            host => host with { OpenIn = () => new MemoryStream(Encoding.UTF8.GetBytes(Lines)) }, "prices", "cost", "--jsonl", "-");
        Assert.Equal(1, run.ExitCode);
        var answers = run.Out.TrimEnd('\n').Split('\n').Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(5, answers.Count);
        Assert.Equal(0.0021m, answers[0].GetProperty("cost").GetProperty("amount").GetDecimal());
        Assert.Equal(JsonValueKind.Null, answers[1].GetProperty("cost").ValueKind);
        Assert.Contains("'nobody-knows'", answers[1].GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(("c", 3), (answers[2].GetProperty("id").GetString(), answers[2].GetProperty("line").GetInt32()));
        Assert.Equal(4, answers[3].GetProperty("line").GetInt32());
        Assert.Equal(10m, answers[4].GetProperty("cost").GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task Own_prices_are_laid_over_the_table()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(
            "own.json", """{ "models": [ { "provider": "acme", "model": "m", "prices": [ { "input": 7, "output": 0 } ] } ] }""");
        var run = await TokensRun.WithAsync(
            host => host with { Variable = name => name == "TOKENTRACKING_PRICES" ? file : null },
            "prices", "cost", "--provider", "acme", "--model", "m", "--input", "1000000", "--format", "json");
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(7m, document.RootElement.GetProperty("cost").GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task Own_prices_with_errors_are_refused_with_their_lines()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("own.json", "{\n \"modls\": []\n}");
        var run = await RunAsync("prices", "list", "--prices", file);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("own.json:2: 'modls' is not a known name.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_names_stale_and_contradictory_prices()
    {
        var run = await TokensRun.WithAsync(
            host => host with { Clock = new LaterClock() }, "prices", "check", "--days", "30", "--format", "json");
        using var document = JsonDocument.Parse(run.Out);
        var findings = document.RootElement.GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(("stale", "error"), (findings[0].GetProperty("kind").GetString(), findings[0].GetProperty("severity").GetString()));
        Assert.Contains(findings, static f => f.GetProperty("kind").GetString() == "contradictory"
            && f.GetProperty("severity").GetString() == "notice");
    }

    [Fact]
    public async Task Check_with_a_store_names_models_without_a_price()
    {
        var store = new InMemoryUsageStore();
        await store.WriteAsync(new[]
        {
            new UsageRecord { Id = Guid.CreateVersion7(), Time = DateTimeOffset.UnixEpoch, Provider = "openai",
                ResponseModel = "gpt-house", Usage = TokenUsage.FromInclusive(1, 1) },
        });
        var run = await TokensRun.OverAsync(store, "prices", "check", "--store", "x", "--format", "json");
        using var document = JsonDocument.Parse(run.Out);
        Assert.Contains(
            document.RootElement.GetProperty("findings").EnumerateArray(), static f => f.GetProperty("model").GetString() == "gpt-house");
    }

    [Theory]
    [InlineData(0, "--max-age", "36500")]
    [InlineData(1, "--max-age", "36500", "--strict")]
    [InlineData(1, "--days", "1")]
    [InlineData(2, "--days", "-1")]
    public async Task Check_fails_for_errors_and_with_strict_for_notices(int exitCode, params string[] options)
    {
        var run = await TokensRun.WithAsync(host => host with { Clock = new LaterClock() }, ["prices", "check", .. options]);
        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public async Task Check_fails_for_a_model_of_ones_own_calls_that_has_no_price()
    {
        var store = new InMemoryUsageStore();
        await store.WriteAsync(new[]
        {
            new UsageRecord { Id = Guid.CreateVersion7(), Time = DateTimeOffset.UnixEpoch, Provider = "openai",
                ResponseModel = "gpt-house", Usage = TokenUsage.FromInclusive(1, 1) },
        });
        string[] command = ["prices", "check", "--days", "36500"];
        Assert.Equal(0, (await TokensRun.OverAsync(store, command)).ExitCode);
        Assert.Equal(1, (await TokensRun.OverAsync(store, [.. command, "--store", "x"])).ExitCode);
    }

    [Theory]
    [InlineData("anthropic/claude-opus-4-5", "5")]
    [InlineData("OpenAI/gpt-4o", "2.5")]
    [InlineData("bedrock/us.anthropic.claude-sonnet-4-20250514-v1:0", "3")]
    [InlineData("vertex_ai/claude-opus-4-1@20250805", "15")]
    [InlineData("openrouter/openai/gpt-4o", "2.5")]
    [InlineData("ollama/llama3.1:8b", "0")]
    public async Task Cost_takes_a_model_with_its_provider_as_near_names_are_printed(string model, string expected)
    {
        using var document = JsonDocument.Parse(
            (await RunAsync("prices", "cost", "--model", model, "--input", "1000000", "--output", "0", "--format", "json")).Out);
        Assert.Equal(expected, document.RootElement.GetProperty("cost").GetProperty("amount").GetRawText());
        Assert.Contains("is interpreted as model", document.RootElement.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GPT-4o")]
    [InlineData(" gpt-4o ")]
    [InlineData("gpt-4o-")]
    [InlineData("claude-opus-4-1@20250805")]
    [InlineData("us.anthropic.claude-sonnet-4-20250514-v1:0")]
    [InlineData("acme/gpt-4o")]
    public async Task Cost_of_what_is_no_name_of_a_model_is_unknown(string model)
    {
        var run = await RunAsync("prices", "cost", "--model", model, "--input", "1", "--output", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("Cost unknown.", run.Out, StringComparison.Ordinal);
        Assert.Contains("Similar names: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cost_tells_that_a_name_is_also_the_whole_name_of_a_model_elsewhere()
        => Assert.Contains(
            "It is also the full name of a model of groq, together_ai, openrouter. To select one, use --provider.",
            (await RunAsync("prices", "cost", "--model", "openai/gpt-oss-120b", "--input", "1", "--output", "1")).Out,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("1000.0", true)]
    [InlineData("1e3", true)]
    [InlineData("1000000000000000", true)]
    [InlineData("1000000000000001", false)]
    [InlineData("99999999999999999999999", false)]
    [InlineData("1e400", false)]
    [InlineData("1000.5", false)]
    [InlineData("-1", false)]
    [InlineData("\"1000\"", false)]
    public async Task A_count_of_a_line_is_a_whole_number_that_a_call_can_have(string count, bool isOne)
    {
        var line = $$"""{"id":"a","model":"gpt-4o","provider":"openai","input":{{count}},"output":0}""";
        var run = await TokensRun.WithAsync(
            host => host with { OpenIn = () => new MemoryStream(Encoding.UTF8.GetBytes(line)) }, "prices", "cost", "--jsonl", "-");
        Assert.Equal(isOne ? 0 : 1, run.ExitCode);
        Assert.Equal(isOne, run.Out.Contains("\"cost\":{", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-07-29T23:59:59Z", "2")]
    [InlineData("2026-07-30T00:00:00Z", "0.4")]
    [InlineData("2026-07-30", "0.4")]
    [InlineData("2026-07-30T01:00:00+02:00", "2")]
    [InlineData("2026-07-29T23:00:00-02:00", "0.4")]
    public async Task Cost_at_a_day_has_the_price_of_that_day_in_utc(string at, string expected)
    {
        using var document = JsonDocument.Parse(
            (await RunAsync(
                "prices", "cost", "--model", "gpt-5.6-luna", "--input", "1000000", "--output", "0", "--at", at, "--format", "json")).Out);
        Assert.Equal(expected, document.RootElement.GetProperty("cost").GetProperty("amount").GetRawText());
    }

    [Theory]
    [InlineData("2026-08-20T00:59:59Z", "0.22")]
    [InlineData("2026-08-20T01:00:00Z", "0.44")]
    [InlineData("2026-08-20T03:59:59Z", "0.44")]
    [InlineData("2026-08-20T04:00:00Z", "0.22")]
    [InlineData("2026-08-20T12:00:00+03:00", "0.44")]
    [InlineData("2026-08-16T01:00:00Z", "0.14")]
    public async Task Cost_at_an_hour_has_the_price_of_that_hour_in_utc(string at, string expected)
    {
        using var document = JsonDocument.Parse(
            (await RunAsync("prices", "cost", "--model", "deepseek-v4-flash", "--provider", "deepseek", "--input", "1000000",
                "--output", "0", "--at", at, "--format", "json")).Out);
        Assert.Equal(expected, document.RootElement.GetProperty("cost").GetProperty("amount").GetRawText());
    }

    [Fact]
    public async Task A_derived_price_is_marked_in_the_table_and_in_json()
    {
        string[] command = ["prices", "cost", "--model", "claude-opus-4-5", "--provider", "anthropic", "--input", "1000",
            "--output", "0", "--tier", "batch"];
        var table = await RunAsync(command);
        Assert.Contains("(derived)", table.Out, StringComparison.Ordinal);
        Assert.Contains("Note: Derived: no batch price is listed; 0.5 × the standard price", table.Out, StringComparison.Ordinal);
        using var document = JsonDocument.Parse((await RunAsync([.. command, "--format", "json"])).Out);
        Assert.True(document.RootElement.GetProperty("cost").GetProperty("lines")[0].GetProperty("derived").GetBoolean());
    }

    [Fact]
    public async Task Errors_of_own_prices_are_a_line_each()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("own.json", "{\n \"modls\": [],\n \"name\": 5\n}");
        var run = await RunAsync("prices", "list", "--prices", file);
        Assert.Equal(["own.json:2:", "own.json:3:"], run.Error.TrimEnd('\n').Split('\n').Select(static line => line[..11]));
    }

    private static Task<TokensRun> RunAsync(params string[] args) => TokensRun.WithAsync(static host => host, args);

    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2027, 6, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
