using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Tests.Prices;

namespace TokenTracking.Cli.Tests.Coverage;

public sealed class CoverageCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_becomes_a_table_with_each_untracked_place_and_the_figure_in_words()
    {
        var log = Log("App", Logs.Sarif(
            tracked: 5, assumed: ["/src/Service.cs:4\tILlmProvider.CompleteAsync"],
            declined: ["/src/Probe.cs:7\tILlmProvider.CompleteAsync\tcosts nothing"],
            untracked: ["/src/Parser.cs:12\tAnthropicProvider.CompleteAsync"]));

        var run = await RunAsync("coverage", log);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("""
            ╭─────────┬───────────┬───────┬─────────┬─────────┬──────────┬───────────┬──────────╮
            │ Project │ Framework │ Sites │ Tracked │ Assumed │ Declined │ Untracked │ Coverage │
            ├─────────┼───────────┼───────┼─────────┼─────────┼──────────┼───────────┼──────────┤
            │ App     │ net10.0   │     8 │       5 │       1 │        1 │         1 │  83.33 % │
            ╰─────────┴───────────┴───────┴─────────┴─────────┴──────────┴───────────┴──────────╯
            ╭───────────────────┬─────────────────────────────────╮
            │ Untracked         │ Call                            │
            ├───────────────────┼─────────────────────────────────┤
            │ /src/Parser.cs:12 │ AnthropicProvider.CompleteAsync │
            ╰───────────────────┴─────────────────────────────────╯
            ╭─────────────────┬────────────────────────────┬───────────────╮
            │ Declined        │ Call                       │ Reason        │
            ├─────────────────┼────────────────────────────┼───────────────┤
            │ /src/Probe.cs:7 │ ILlmProvider.CompleteAsync │ costs nothing │
            ╰─────────────────┴────────────────────────────┴───────────────╯
            Coverage 83.33 %: 5 of 6 call sites tracked; 1 assumed and 1 declined are not counted.

            """.ReplaceLineEndings("\n"), run.Out);
    }

    [Fact]
    public async Task Projects_and_frameworks_are_summed()
    {
        Log("a", Logs.Sarif("App", "net10.0", tracked: 1, untracked: [@"C:\src\Parser.cs:12" + "\tX.Y"]));
        Log("b", Logs.Sarif("App", "net11.0", tracked: 2));
        Log("c", Logs.Sarif("Library", "net10.0", assumed: ["/l.cs:1\tX.Y", "/l.cs:2\tX.Y"]));

        using var document = JsonDocument.Parse((await RunAsync("coverage", _folder.FullName, "--format", "json")).Out);
        var root = document.RootElement;

        Assert.Equal((75m, 6, 3, 2, 0, 1), Counts(root));
        Assert.Equal(
            ["App net10.0 50", "App net11.0 100", "Library net10.0 "],
            root.GetProperty("projects").EnumerateArray()
                .Select(static row => $"{row.GetProperty("project")} {row.GetProperty("framework")} {row.GetProperty("percentage")}"));
        var place = Assert.Single(root.GetProperty("untrackedSites").EnumerateArray());
        Assert.Equal(
            ("App", @"C:\src\Parser.cs", 12, "X.Y"),
            (place.GetProperty("project").GetString(), place.GetProperty("file").GetString(), place.GetProperty("line").GetInt32(),
                place.GetProperty("call").GetString()));
        Assert.Equal(2, root.GetProperty("assumedSites").GetArrayLength());
        Assert.Equal((JsonValueKind.Null, true), (root.GetProperty("minimum").ValueKind, root.GetProperty("passed").GetBoolean()));
    }

    [Theory]
    [InlineData(3, 1, "75", 0)]
    [InlineData(3, 1, "75.01", 1)]
    [InlineData(1999, 1, "99.95", 0)]
    [InlineData(19999, 1, "100", 1)]
    [InlineData(0, 3, "0", 0)]
    [InlineData(0, 0, "100", 0)]
    public async Task Below_the_minimum_the_exit_code_is_1(int tracked, int untracked, string minimum, int exitCode)
    {
        var log = Log("App",
            Logs.Sarif(tracked: tracked, untracked: [.. Enumerable.Range(1, untracked).Select(static line => $"/p.cs:{line}\tX.Y")]));

        var run = await RunAsync("coverage", log, "--min", minimum);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode == 1, run.Error.Contains($"below the minimum of {minimum} %.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_figure_that_is_nearly_100_never_reads_as_100()
    {
        var run = await RunAsync("coverage", Log("App", Logs.Sarif(tracked: 99999, untracked: ["/p.cs:1\tX.Y"])));

        Assert.Contains("Coverage 99.99 %: 99,999 of 100,000 call sites tracked.", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No LLM call sites.\n", 0)]
    [InlineData("No figure: no call site is known to be tracked or untracked; 2 assumed and 0 declined are not counted.\n", 2)]
    public async Task Without_a_site_to_judge_there_is_no_figure(string words, int assumed)
    {
        var log = Log("App", Logs.Sarif(assumed: [.. Enumerable.Range(1, assumed).Select(static line => $"/p.cs:{line}\tX.Y")]));

        var run = await RunAsync("coverage", log);

        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith(words, run.Out, StringComparison.Ordinal);
        using var document = JsonDocument.Parse((await RunAsync("coverage", log, "--format", "json")).Out);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("percentage").ValueKind);
    }

    [Fact]
    public async Task Markdown_is_a_table_and_a_list_in_which_no_name_is_markup()
    {
        Log("a", Logs.Sarif("App", tracked: 1, untracked: ["/src/_p_.cs:3\tX<T>.Y"]));
        Log("b", Logs.Sarif("Tool|s", tracked: 1));

        var run = await RunAsync("coverage", _folder.FullName, "--format", "markdown", "--min", "90");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("""
            ### LLM call sites: 66.66 %

            Coverage 66.66 %: 2 of 3 call sites tracked. The minimum is 90 %.

            | Project | Framework | Sites | Tracked | Assumed | Declined | Untracked | Coverage |
            |---|---|--:|--:|--:|--:|--:|--:|
            | App | net10.0 | 2 | 1 | 0 | 0 | 1 | 50 % |
            | Tool\|s | net10.0 | 1 | 1 | 0 | 0 | 0 | 100 % |
            | **Total** |  | 3 | 2 | 0 | 0 | 1 | 66.66 % |

            **Untracked**

            - /src/\_p\_.cs:3 X\<T\>.Y

            """.ReplaceLineEndings("\n"), run.Out);
    }

    [Theory]
    [InlineData("\"tracked\": \"3\"", "\"tracked\": \"-3\"", "tracked is '-3', which is not a number of call sites")]
    [InlineData("\"tracked\": \"3\"", "\"tracked\": \"99999999999\"", "tracked is '99999999999', which is not a number of call sites")]
    [InlineData("\"tracked\": \"3\"", "\"tracked\": null", "tracked is '', which is not a number of call sites")]
    [InlineData("\"tracked\": \"3\"", "\"tracked\": {}", "")]
    [InlineData("\"untracked\": \"1\"", "\"untracked\": \"-1\"", "untracked is '-1', which is not a number of call sites")]
    [InlineData("/p.cs:1\"", "/p.cs:99999999999\"", "names no line")]
    [InlineData("/p.cs:1\"", "/p.cs:-1\"", "names no line")]
    public async Task A_count_that_cannot_be_is_said_and_passes_no_minimum(string text, string instead, string reason)
    {
        var log = Log("App", Logs.Sarif(tracked: 3, untracked: ["/p.cs:1"]).Replace(text, instead, StringComparison.Ordinal));

        var run = await RunAsync("coverage", log, "--min", "50");

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("its coverage figure cannot be read", run.Error, StringComparison.Ordinal);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_at_their_limit_are_added_up()
    {
        Log("a", Logs.Sarif("A", tracked: int.MaxValue));
        Log("b", Logs.Sarif("B", tracked: int.MaxValue, untracked: ["/p.cs:1"]));

        var run = await RunAsync("coverage", _folder.FullName, "--format", "json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("\"tracked\": 4294967294", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing.sarif", "There is no ")]
    [InlineData("notes.txt", "is neither a solution (.sln, .slnx, .slnf), a C# project (.csproj) nor a SARIF log (.sarif).")]
    [InlineData("bad.sarif", "is not a SARIF log of a compiler, or its coverage figure cannot be read")]
    [InlineData(
        "half.sarif", "is not a SARIF log of a compiler, or its coverage figure cannot be read (untracked is 2, and 1 places are listed).")]
    [InlineData(
        "without.sarif",
        "without.sarif has no coverage figure. Either the project does not use the package TokenTracking, or its rule TT4001 "
        + "is disabled")]
    [InlineData("", "contains no solution, C# project or SARIF log. Specify one.")]
    public async Task A_path_that_has_no_figure_is_said_to_have_none(string name, string message)
    {
        if (name.Length > 0)
        {
            await File.WriteAllTextAsync(_folder.Path("notes.txt"), "");
            await File.WriteAllTextAsync(_folder.Path("bad.sarif"), "{}");
            await File.WriteAllTextAsync(_folder.Path("half.sarif"),
                Logs.Sarif(untracked: ["/p.cs:1"]).Replace("\"untracked\": \"1\"", "\"untracked\": \"2\"", StringComparison.Ordinal));
            await File.WriteAllTextAsync(_folder.Path("without.sarif"), Logs.WithoutFigure);
        }

        var run = await RunAsync("coverage", _folder.Path(name));

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--min '120' is not a valid percentage. Specify a number from 0 to 100.", "--min", "120")]
    [InlineData("--min 'many' is not a valid percentage. Specify a number from 0 to 100.", "--min", "many")]
    [InlineData("--format 'csv' is not an output format. Specify one of: table, json, markdown, html.", "--format", "csv")]
    public async Task A_wrong_option_is_a_usage_error(string message, params string[] options)
    {
        var run = await RunAsync(["coverage", .. options]);

        Assert.Equal((2, message), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    private static Task<TokensRun> RunAsync(params string[] args) => TokensRun.WithAsync(static host => host, args);

    private static (decimal, int, int, int, int, int) Counts(JsonElement root) => (
        root.GetProperty("percentage").GetDecimal(), root.GetProperty("sites").GetInt32(), root.GetProperty("tracked").GetInt32(),
        root.GetProperty("assumed").GetInt32(), root.GetProperty("declined").GetInt32(), root.GetProperty("untracked").GetInt32());

    private string Log(string name, string log)
    {
        var path = _folder.Path(name + ".sarif");
        Logs.Write(path, log);
        return path;
    }
}
