using System.Text;
using System.Text.Json;

namespace TokenTracking.Cli.Tests.Explain;

/// <summary><c>explain --unread</c>: numbers that sound like usage and that nothing reads, over files of every kind.</summary>
public sealed class UnreadFieldsTests
{
    private const string New = """{"object":"chat.completion","model":"m","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,""";

    [Fact]
    public async Task Recorded_responses_are_added_up_by_path()
    {
        var run = await RunAsync(
            Line("a", New + "\"search_tokens\":7}}"), "", Line("b", New + "\"search_tokens\":3.5,\"scan_tokens\":0}}"),
            Line("c", Responses.Anthropic));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            {
              "responses": 3,
              "fields": [
                {
                  "path": "usage.scan_tokens",
                  "count": 1,
                  "smallest": 0,
                  "largest": 0,
                  "line": 3
                },
                {
                  "path": "usage.search_tokens",
                  "count": 2,
                  "smallest": 3.5,
                  "largest": 7,
                  "line": 1
                }
              ],
              "errors": []
            }

            """,
            run.Out);
    }

    [Fact]
    public async Task A_table_has_a_row_a_path()
    {
        var run = await TableAsync(Line("a", New + "\"search_tokens\":7000}}"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches("│ usage.search_tokens │ +1 │ +7,000 │ +7,000 │ +1 │", run.Out);
    }

    [Fact]
    public async Task Where_all_is_read_that_is_said()
        => Assert.Equal(
            "Every number that sounds like usage is read (2 responses).\n",
            (await TableAsync(Line("a", Responses.Anthropic), Line("b", Responses.OpenAIStream))).Out);

    [Fact]
    public async Task Bodies_a_line_are_read_as_well()
        => Assert.Equal(
            (1, 2), Field(await RunAsync(New + "\"a_tokens\":1}}", New + "\"b_tokens\":1}}"), "usage.b_tokens"));

    [Fact]
    public async Task A_body_over_several_lines_says_in_which_line_the_number_is()
    {
        var run = await RunAsync("", "{", "  \"object\": \"chat.completion\", \"model\": \"m\", \"choices\": [],", "  \"usage\": {",
            "    \"prompt_tokens\": 1, \"completion_tokens\": 2,", "    \"search_tokens\": 7", "  }", "}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal((1, 6), Field(run, "usage.search_tokens"));
    }

    [Fact]
    public async Task A_stream_says_in_which_line_the_number_is()
    {
        var run = await RunAsync(
            Responses.OpenAIStream.Replace("\"prompt_tokens\":100", "\"prompt_tokens\":100,\"search_tokens\":7", StringComparison.Ordinal)
                .Split('\n'));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal((1, 3), Field(run, "usage.search_tokens"));
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_named_and_end_in_exit_code_1()
    {
        var run = await RunAsync(
            Line("a", New + "\"search_tokens\":7}}"), "{ not json", Line("c", "<html>"), Line("d", ""),
            Line("e", Responses.OpenAIStream[..200]), """{"id":"f","response_body":"###","response_encoding":"base64"}""");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            ["Line 2:", "Line 3:", "Line 4:", "Line 5:", "Line 6:"],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line[..7]));
        Assert.Equal((1, 1), Field(run, "usage.search_tokens"));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("data: {\"object\":\"chat.completion.chunk\",\"choices\":[]}")]
    [InlineData("[1,2]")]
    public async Task A_body_that_cannot_be_read_ends_in_exit_code_1(string body)
    {
        var run = await RunAsync("", body);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Line 2: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_has_no_response()
        => Assert.Equal(1, (await RunAsync("")).ExitCode);

    [Fact]
    public async Task Two_files_are_a_mistake_in_the_command_line()
        => Assert.Equal(2, (await TokensRun.WithAsync(static host => host, "explain", "--unread", "-", "--jsonl", "-")).ExitCode);

    [Fact]
    public async Task No_word_of_a_response_is_in_the_answer()
    {
        var run = await RunAsync(
            Line(
                "a",
                """
                {"object":"chat.completion","model":"secret","choices":[{"message":{"content":"secret 5 tokens",
                 "tool_calls":[{"function":{"arguments":{"secret_tokens":5}}}]}}],"usage":{"prompt_tokens":1,"completion_tokens":1}}
                """));

        Assert.DoesNotContain("secret", run.Out + run.Error, StringComparison.Ordinal);
    }

    private static (int Count, int Line) Field(TokensRun run, string path)
    {
        var field = JsonDocument.Parse(run.Out).RootElement.GetProperty("fields").EnumerateArray()
            .Single(one => one.GetProperty("path").GetString() == path);
        return (field.GetProperty("count").GetInt32(), field.GetProperty("line").GetInt32());
    }

    private static string Line(string id, string body) => JsonSerializer.Serialize(new { id, response_body = body });

    private static Task<TokensRun> RunAsync(params string[] lines) => RunAsync(lines, "json");

    private static Task<TokensRun> TableAsync(params string[] lines) => RunAsync(lines, "table");

    private static Task<TokensRun> RunAsync(string[] lines, string format) => TokensRun.WithAsync(
        host => host with { OpenIn = () => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))) },
        "explain", "--unread", "-", "--format", format);
}
