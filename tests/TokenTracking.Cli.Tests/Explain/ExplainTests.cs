using System.Text;
using System.Text.Json;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Tests.Explain;

public sealed class ExplainTests
{
    [Fact]
    public async Task The_document_has_exactly_the_members_of_the_contract()
    {
        var run = await RunAsync(Responses.Anthropic, "--format", "json", "--at", "2026-11-22");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var document = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(
            ["id", "provider", "flavour", "model", "usage", "parts", "units", "completeness", "outcome", "cost", "notes"],
            document.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(
            """{"inputTokens":1234,"freshInputTokens":1000,"cacheReadTokens":200,"cacheWriteTokens":34,"cacheWrite5mTokens":"""
            + """30,"cacheWrite1hTokens":4,"outputTokens":500,"reasoningTokens":null,"totalTokens":1734,"audioInputTokens":"""
            + """null,"audioCacheReadTokens":null,"audioOutputTokens":null,"imageInputTokens":null,"imageCacheReadTokens":"""
            + """null,"imageOutputTokens":null}""",
            JsonSerializer.Serialize(document.GetProperty("usage")));
        Assert.Equal(
            (null, "anthropic", "anthropic.messages", "claude-sonnet-4-5-20250929", "complete", "succeeded", "[]"),
            (document.GetProperty("id").GetString(), Text(document, "provider"), Text(document, "flavour"), Text(document, "model"),
                Text(document, "completeness"), Text(document, "outcome"), document.GetProperty("parts").GetRawText()));
    }

    [Fact]
    public async Task A_cost_is_the_exact_sum_of_its_lines_each_tokens_times_price()
    {
        var cost = (await JsonAsync(Responses.Anthropic, "--at", "2026-11-22")).GetProperty("cost");

        Assert.Equal(
            ["amount", "currency", "reportedByProvider", "lines", "listed"], cost.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(
            [("input", 1000, "3", "0.003"), ("cacheRead", 200, "0.3", "0.00006"), ("cacheWrite5m", 30, "3.75", "0.0001125"),
                ("cacheWrite1h", 4, "6", "0.000024"), ("output", 500, "15", "0.0075")],
            cost.GetProperty("lines").EnumerateArray().Select(static line => (
                Text(line, "kind")!, line.GetProperty("tokens").GetInt32(), line.GetProperty("pricePerMillion").GetRawText(),
                line.GetProperty("amount").GetRawText())));
        Assert.All(cost.GetProperty("lines").EnumerateArray(), static line => Assert.NotEmpty(Text(line, "source")!));
        Assert.Equal(
            ("0.0106965", "USD", "null"),
            (cost.GetProperty("amount").GetRawText(), Text(cost, "currency"), cost.GetProperty("reportedByProvider").GetRawText()));
    }

    [Fact]
    public async Task A_stream_gives_the_usage_of_its_end()
    {
        var document = await JsonAsync(Responses.OpenAIStream);

        var usage = document.GetProperty("usage");
        Assert.Equal(
            (100, 40, 60, 40, 10),
            (Count(usage, "inputTokens"), Count(usage, "freshInputTokens"), Count(usage, "cacheReadTokens"), Count(usage, "outputTokens"),
                Count(usage, "reasoningTokens")));
        Assert.Equal(JsonValueKind.Null, usage.GetProperty("cacheWriteTokens").ValueKind);
    }

    [Fact]
    public async Task A_stream_that_broke_off_before_its_usage_is_missing_and_not_zero()
    {
        var run = await RunAsync(
            Responses.OpenAIStream[..Responses.OpenAIStream.IndexOf("\n\n", StringComparison.Ordinal)], "--format", "json");
        var document = JsonDocument.Parse(run.Out).RootElement;

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Equal(
            ("missing", "abandoned", "null", "null"),
            (Text(document, "completeness"), Text(document, "outcome"), document.GetProperty("usage").GetRawText(),
                document.GetProperty("cost").GetRawText()));
    }

    [Fact]
    public async Task Each_step_is_priced_at_the_model_that_answered_it()
    {
        var document = await JsonAsync(Responses.TwoModels, "--at", "2026-11-22");

        Assert.Equal(
            [("claude-sonnet-4-5-20250929", 100), ("claude-opus-4-5-20251101", 1000)],
            document.GetProperty("parts").EnumerateArray()
                .Select(static part => (Text(part, "model")!, Count(part.GetProperty("usage"), "inputTokens"))));
        Assert.Equal(1100, Count(document.GetProperty("usage"), "inputTokens"));

        // 100 × 3 + 10 × 15 + 1,000 × 5 + 100 × 25, in USD per million.
        Assert.Equal("0.00795", document.GetProperty("cost").GetProperty("amount").GetRawText());
    }

    [Fact]
    public async Task The_providers_own_figure_wins_and_the_price_list_stands_beside_it()
    {
        var cost = (await JsonAsync(Responses.WithReportedCost, "--provider", "openrouter")).GetProperty("cost");

        Assert.Equal("0.00123", cost.GetProperty("amount").GetRawText());
        Assert.Equal("0.00123", cost.GetProperty("reportedByProvider").GetRawText());
        Assert.Equal("reported", Text(Assert.Single(cost.GetProperty("lines").EnumerateArray()), "kind"));
        Assert.Equal("0.00065", cost.GetProperty("listed").GetProperty("amount").GetRawText());
    }

    [Fact]
    public async Task At_takes_the_prices_of_that_time()
    {
        // Listed from 2024-08-06 on; before its first day the model has no price.
        var now = await JsonAsync(Responses.OpenAIStream, "--at", "2026-11-22");
        var then = await JsonAsync(
            Responses.OpenAIStream.Replace("gpt-4o-2024-08-06", "o3", StringComparison.Ordinal), "--at", "2025-06-09");
        var after = await JsonAsync(
            Responses.OpenAIStream.Replace("gpt-4o-2024-08-06", "o3", StringComparison.Ordinal), "--at", "2025-06-11");

        Assert.Equal("0.000575", now.GetProperty("cost").GetProperty("amount").GetRawText());
        Assert.Equal(("0.00203", "0.00043"),
            (then.GetProperty("cost").GetProperty("amount").GetRawText(), after.GetProperty("cost").GetProperty("amount").GetRawText()));
    }

    [Fact]
    public async Task A_hint_fills_in_where_the_content_is_silent()
    {
        const string Converse = """
            {"output":{"message":{"role":"assistant","content":[{"text":"Hi"}]}},"stopReason":"end_turn",
             "usage":{"inputTokens":100,"outputTokens":20,"totalTokens":120},"metrics":{"latencyMs":1}}
            """;

        var without = await JsonAsync(Converse);
        var with = await JsonAsync(Converse, "--endpoint", "bedrock:converse", "--model", "anthropic.claude-3-haiku-20240307-v1:0");

        Assert.Equal(("null", "null"), (without.GetProperty("model").GetRawText(), without.GetProperty("cost").GetRawText()));
        Assert.Equal(("aws.bedrock", "0.00005"), (Text(with, "provider"), with.GetProperty("cost").GetProperty("amount").GetRawText()));
    }

    [Fact]
    public async Task A_model_without_a_price_has_no_cost_and_near_names_are_told()
    {
        var document = await JsonAsync(Responses.OpenAIStream.Replace("gpt-4o-2024-08-06", "gpt-4o-minni", StringComparison.Ordinal));

        Assert.Equal(JsonValueKind.Null, document.GetProperty("cost").ValueKind);
        Assert.Contains(
            document.GetProperty("notes").EnumerateArray(),
            static note => note.GetString()!.StartsWith("Similar names that have a price: ", StringComparison.Ordinal)
                && note.GetString()!.Contains("gpt-4o-mini", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_is_an_error_of_the_provider_is_explained()
    {
        var document = await JsonAsync("""{"type":"error","error":{"type":"overloaded_error","message":"busy"}}""");

        Assert.Equal(("missing", "failed"), (Text(document, "completeness"), Text(document, "outcome")));
    }

    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData(" \r\n", "the body is empty")]
    [InlineData("not a response ]]}}", "the body is no JSON and no event stream")]
    [InlineData("<html><body>busy</body></html>", "the body is no JSON and no event stream")]
    [InlineData("\u001f\u0000", "the body is compressed: usage cannot be read from it")]
    [InlineData("{\"a\":1}", "no known response: usage cannot be read from it")]
    public async Task What_is_no_response_at_all_is_an_error(string body, string reason)
    {
        var run = await RunAsync(body, "--format", "json");

        Assert.Equal((ExitCode.Failed, ""), (run.ExitCode, run.Out));
        Assert.Contains("The response cannot be read: " + reason, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(10)]
    [InlineData(1)]
    public async Task A_cut_response_shows_what_had_arrived_and_is_an_error(int missing)
    {
        var body = Responses.Anthropic.TrimEnd();

        var run = await RunAsync(body[..^missing], "--format", "json");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("The response is cut: its end is missing.", run.Error, StringComparison.Ordinal);
        Assert.Equal(("partial", "abandoned"), (
            Text(JsonDocument.Parse(run.Out).RootElement, "completeness"), Text(JsonDocument.Parse(run.Out).RootElement, "outcome")));
    }

    [Theory]
    [InlineData("https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse?x=1")]
    [InlineData("/model/anthropic.claude-sonnet-4-5-20250929-v1:0/converse")]
    public async Task The_model_in_the_address_is_the_requested_one(string endpoint)
    {
        var document = await JsonAsync(
            """{"output":{"message":{}},"stopReason":"end_turn","usage":{"inputTokens":3,"outputTokens":2,"totalTokens":5}}""",
            "--endpoint", endpoint);

        Assert.Equal("anthropic.claude-sonnet-4-5-20250929-v1:0", Text(document, "model"));
    }

    [Fact]
    public async Task The_table_shows_counts_and_the_way_to_the_cost()
    {
        var run = await RunAsync(Responses.Anthropic, "--at", "2026-11-22");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(
            "claude-sonnet-4-5-20250929, anthropic (anthropic.messages): succeeded, usage complete\n", run.Out, StringComparison.Ordinal);
        Assert.All(
            (string[])["│ Input              │  1,234 │", "│   fresh            │  1,000 │", "│     for 1 hour     │      4 │",
                "│   reasoning        │      – │",
                "│ cache write 1h │      4 │   $6.00 │  $0.000024 │", "\nCost $0.0107\n"],
            line => Assert.Contains(line, run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_table_says_where_the_cost_is_unknown()
    {
        var run = await RunAsync(Responses.WithoutUsage);

        Assert.Contains("usage missing", run.Out, StringComparison.Ordinal);
        Assert.Contains("Cost unknown.", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("$", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_read_as_the_standard_input_is()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, Responses.Anthropic);

            Assert.Equal((await RunAsync(Responses.Anthropic)).Out, (await TokensRun.WithAsync(static host => host, "explain", path)).Out);
            Assert.Equal((await RunAsync(Responses.Anthropic)).Out, (await RunAsync(Responses.Anthropic, "-")).Out);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(2, "--jsonl specifies the file to read. Omit the other file.", "a.json", "--jsonl", "b.jsonl")]
    [InlineData(2, "--at 'soon' is not a date.", "--at", "soon")]
    [InlineData(2, "--format 'csv' is not an output format. Specify one of: table, json.", "--format", "csv")]
    [InlineData(1, "There is no file ", "no-such-response.json")]
    public async Task A_wrong_command_line_is_refused_with_the_reason(int exitCode, string message, params string[] args)
    {
        var run = await RunAsync("", args);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Out));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_read_at_a_keyboard_is_said_instead_of_waiting_for_it()
    {
        var run = await TokensRun.WithAsync(static host => host with { InIsKeyboard = true }, "explain");

        Assert.Equal(
            (2, "", "There is nothing to explain. Specify a file that contains a response, or pipe a response to the "
                + "command.\n"), (run.ExitCode, run.Out, run.Error));
    }

    private static Task<TokensRun> RunAsync(string body, params string[] args)
        => TokensRun.WithAsync(host => host with { OpenIn = () => new MemoryStream(Encoding.UTF8.GetBytes(body)) }, ["explain", .. args]);

    private static async Task<JsonElement> JsonAsync(string body, params string[] args)
    {
        var run = await RunAsync(body, ["--format", "json", .. args]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Out).RootElement;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Count(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
