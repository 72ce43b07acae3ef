using System.Text;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Input;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Tests.Input;

public sealed class JsonLinesTests
{
    [Fact]
    public async Task Lines_are_answered_in_order_and_blank_ones_left_out()
    {
        var (exitCode, answers, errors) = await RunAsync("\uFEFF{\"id\":\"a\"}\r\n\n   \n{\"id\":2}\n{\"x\":1}");

        Assert.Equal(0, exitCode);
        Assert.Equal(["a", "2", "none"], answers);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_bad_line_is_refused_with_its_number_and_the_run_goes_on()
    {
        var (exitCode, answers, errors) = await RunAsync(
            "{\"id\":\"a\"}\n{\"id\":\n[1]\n{\"id\":{}}\n{\"id\":\"b\",\"bad\":true}\n{\"id\":\"c\"}");

        Assert.Equal(1, exitCode);
        Assert.Equal(["a", "c"], answers);
        Assert.Equal([2, 3, 4, 5], errors.Select(static error => error.Line));
        Assert.Equal([null, null, null, "b"], errors.Select(static error => error.Id));
        Assert.StartsWith("The line is not JSON: ", errors[0].Error, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", errors[0].Error, StringComparison.Ordinal);
        Assert.Equal(
            ["The line is not a JSON object.", "'id' is not a string.", "It is bad."], errors.Skip(1).Select(static error => error.Error));
    }

    [Fact]
    public async Task A_line_nested_beyond_reason_is_refused_and_the_run_goes_on()
    {
        var (exitCode, answers, errors) = await RunAsync($"{{\"id\":{new string('[', 100_000)}\n{{\"id\":\"b\"}}");

        Assert.Equal(1, exitCode);
        Assert.Equal(["b"], answers);
        Assert.Single(errors);
    }

    [Theory]
    [InlineData("""cut \ud83d""", """cut \ufffd""")]
    [InlineData("""\uDE00 cut""", """\ufffd cut""")]
    [InlineData("""\ud83d\ude00 \ud83d\uD83D\uDe00""", """\ud83d\ude00 \ufffd\uD83D\uDe00""")]
    [InlineData("""\ud83d\ud83d\ud83d""", """\ufffd\ufffd\ufffd""")]
    [InlineData("""an inner \\ud83d stays, \\\ud83d goes""", """an inner \\ud83d stays, \\\ufffd goes""")]
    [InlineData("""\u00e9 \ud7ff \ue000 \n \ud83""", """\u00e9 \ud7ff \ue000 \n \ud83""")]
    [InlineData("""\ud\""", """\ud\""")]
    public void Replace_half_a_surrogate_pair_becomes_the_replacement_character(string json, string expected)
        => Assert.Equal(expected, HalfPairs.Replace(json));

    [Fact]
    public async Task A_name_that_is_half_a_surrogate_pair_does_not_keep_its_line_from_being_read()
    {
        var (exitCode, answers, _) = await RunAsync("""{"\ud800":1,"i\ud800":2,"id":"a\ud800"}""");

        Assert.Equal((0, "a\ufffd"), (exitCode, Assert.Single(answers)));
    }

    [Fact]
    public async Task A_line_that_is_answered_in_part_only_fails_the_run_and_is_no_error_of_the_line()
    {
        var (exitCode, answers, errors) = await RunAsync("{\"id\":\"a\",\"part\":1}\n{\"id\":\"b\"}");

        Assert.Equal((1, "a b", 0), (exitCode, string.Join(' ', answers), errors.Count));
    }

    [Fact]
    public async Task A_missing_file_is_said_by_its_full_path()
    {
        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => RunAsync("", path: "no/such.jsonl"));

        Assert.Equal(
            (ExitCode.Failed, $"There is no file {Path.GetFullPath("no/such.jsonl")}. Specify an existing file, or - for standard input."),
            (failure.ExitCode, failure.Message));
    }

    private static async Task<(int ExitCode, List<string> Answers, List<LineError> Errors)> RunAsync(string text, string path = "-")
    {
        var answers = new List<string>();
        var errors = new List<LineError>();
        var host = new CommandHost { Out = TextWriter.Null, Error = TextWriter.Null,
            OpenIn = () => new MemoryStream(Encoding.UTF8.GetBytes(text)) };
        var exitCode = await JsonLines.AnswerAsync(
            path,
            host,
            (line, _, _) =>
            {
                if (line.TryGetProperty("bad", out var _))
                    throw new BadLineException("It is bad.");
                answers.Add(line.OptionalText("id") ?? "none");
                return Task.FromResult(!line.TryGetProperty("part", out var _));
            },
            errors.Add,
            CancellationToken.None);
        return (exitCode, answers, errors);
    }
}
