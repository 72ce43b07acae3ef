using System.Text;
using System.Text.Json;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Tests.Explain;

public sealed class ExplainLinesTests
{
    [Fact]
    public async Task Each_line_gets_a_line_in_order_and_a_bad_one_an_error()
    {
        var run = await RunAsync(
            [
                Line("a", Responses.Anthropic),
                "{ not json",
                "",
                Line("b", Responses.ConverseStream,
                    new { response_encoding = "base64", endpoint = "bedrock:converse-stream", provider = "bedrock" }),
                """{"id":"c","response_body":"###","response_encoding":"base64"}""",
                Line("d", Responses.WithoutUsage),
            ]);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        var lines = Answers(run);
        Assert.Equal(["a", null, "b", "c", "d"], lines.Select(static line => line.GetProperty("id").GetString()));
        Assert.Equal([false, true, false, true, false], lines.Select(static line => line.TryGetProperty("error", out var _)));
        Assert.Equal(["id", "line", "error"], lines[1].EnumerateObject().Select(static member => member.Name));
        Assert.Equal((2, 5), (lines[1].GetProperty("line").GetInt32(), lines[3].GetProperty("line").GetInt32()));
        Assert.Equal(
            (130, 30, 20),
            (lines[2].GetProperty("usage").GetProperty("inputTokens").GetInt32(),
                lines[2].GetProperty("usage").GetProperty("cacheReadTokens").GetInt32(),
                lines[2].GetProperty("usage").GetProperty("outputTokens").GetInt32()));
        Assert.Equal(
            (JsonValueKind.Null, "missing"), (lines[4].GetProperty("usage").ValueKind, lines[4].GetProperty("completeness").GetString()));
    }

    [Fact]
    public async Task All_lines_read_end_in_exit_code_0()
        => Assert.Equal(0, (await RunAsync([Line("a", Responses.Anthropic), Line("b", Responses.WithoutUsage)])).ExitCode);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("data: {\"object\":\"chat.completion.chunk\",\"choices\":[]}\n\n")]
    public async Task A_body_that_cannot_be_read_is_named_and_ends_in_exit_code_1(string body)
    {
        foreach (var format in (string[])["json", "table"])
        {
            var run = await RunAsync([Line("a", Responses.Anthropic), Line("b", body), Line("c", Responses.Anthropic)], "--format", format);

            Assert.Equal(1, run.ExitCode);
            Assert.StartsWith("Line 2: The response ", run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public async Task A_failed_response_without_usage_is_failed_and_missing()
    {
        var run = await RunAsync(
            [Line("a", """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}""",
            new { status = 401, provider = "anthropic" })]);

        var line = Assert.Single(Answers(run));
        Assert.Equal(("failed", "missing"), (line.GetProperty("outcome").GetString(), line.GetProperty("completeness").GetString()));
        Assert.DoesNotContain("invalid x-api-key", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hint_fills_in_for_a_line_that_lacks_the_field_and_no_other()
    {
        var run = await RunAsync(
            [Line("a", Responses.OpenAIStream), Line("b", Responses.OpenAIStream, new { provider = "azure" })], "--provider", "groq");

        Assert.Equal(["groq", "azure.ai.openai"], Answers(run).Select(static line => line.GetProperty("provider").GetString()));
    }

    [Fact]
    public async Task A_table_has_a_row_a_line_and_errors_apart()
    {
        var run = await RunAsync([Line("row-1", Responses.Anthropic), "[]", Line("row-3", Responses.WithoutUsage)], "--format", "table");

        Assert.Equal((1, "Line 2: The line is not a JSON object.\n"), (run.ExitCode, run.Error));
        Assert.Matches("│ row-1 +│ anthropic.messages │ claude-sonnet-4-5-20250929 │ 1,234 │ +200 │ +34 │ +500 │ complete │", run.Out);
        Assert.Matches("│ row-3 +│ .*│ +– │ +– │ +– │ +– │ missing +│ +– │", run.Out);
    }

    [Fact]
    public async Task No_word_of_a_response_is_in_the_answer()
    {
        var run = await RunAsync(
            [Line("a", Responses.OpenAIStream.Replace("\"Hi\"", "\"a secret of the answer\"", StringComparison.Ordinal))]);

        Assert.DoesNotContain("secret", run.Out + run.Error, StringComparison.Ordinal);
    }

    private static string Line(string id, string body, object? more = null)
    {
        var fields = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        fields["id"] = id;
        fields["response_body"] = body;
        fields["tags"] = new System.Text.Json.Nodes.JsonArray("unknown", "fields");
        return fields.ToJsonString();
    }

    private static List<JsonElement> Answers(TokensRun run)
        => [.. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];

    private static Task<TokensRun> RunAsync(string[] lines, params string[] args) => TokensRun.WithAsync(
        host => host with { OpenIn = () => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))) },
        ["explain", "--jsonl", "-", .. args]);
}
