using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Tests.Reports;

public sealed class ReportCsvTests
{
    private const string Figures = "calls,inputTokens,outputTokens,cacheReadTokens,cacheWriteTokens,reasoningTokens,totalTokens,cost,"
        + "currency,unpricedCalls,callsWithoutUsage,failedCalls";

    [Fact]
    public async Task A_line_per_group_and_no_line_of_totals()
    {
        var store = await Ledger.OfAsync(Ledger.Call(model: "a"), Ledger.Call(model: "b", cost: null), Ledger.Call(model: "a"));

        Assert.Equal(
            $"model,{Figures}\r\na,2,2000,1000,0,0,0,3000,0.021,USD,0,0,0\r\nb,1,1000,500,0,0,0,1500,,USD,1,0,0\r\n",
            await CsvAsync(store, "--by", "model"));
    }

    [Fact]
    public async Task Without_groups_one_line_has_the_totals()
        => Assert.Equal($"{Figures}\r\n1,1000,500,0,0,0,1500,0.0105,USD,0,0,0\r\n", await CsvAsync(await Ledger.OfAsync(Ledger.Call())));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\u001b=1", "'=1")]
    [InlineData("plain", "plain")]
    [InlineData("a=b", "a=b")]
    [InlineData("a,b", "a,b")]
    [InlineData("a \"b\"", "a \"b\"")]
    [InlineData("two\nlines", "two\nlines")]
    public async Task A_name_that_a_spreadsheet_would_run_gets_an_apostrophe(string project, string expected)
    {
        var csv = await CsvAsync(await Ledger.OfAsync(Ledger.Call(project: project)), "--by", "project");

        Assert.Equal(expected, FirstField(csv[(csv.IndexOf("\r\n", StringComparison.Ordinal) + 2)..]));
    }

    [Fact]
    public async Task A_call_without_a_value_has_an_empty_field()
        => Assert.EndsWith("\r\n,1,1000,500,0,0,0,1500,0.0105,USD,0,0,0\r\n",
            await CsvAsync(await Ledger.OfAsync(Ledger.Call(project: null)), "--by", "project"), StringComparison.Ordinal);

    private static string FirstField(string line)
        => line[0] == '"'
            ? line[1..line.IndexOf("\",1,", StringComparison.Ordinal)].Replace("\"\"", "\"", StringComparison.Ordinal)
            : line[..line.IndexOf(",1,", StringComparison.Ordinal)];

    private static async Task<string> CsvAsync(IUsageStore store, params string[] more)
    {
        var run = await TokensRun.OverAsync(store, ["report", "--format", "csv", .. more]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Out;
    }
}
