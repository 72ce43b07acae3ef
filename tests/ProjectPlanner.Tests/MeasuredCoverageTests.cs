using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ProjectPlanner.Tests;

/// <summary>The figure that the compiler states of a program is the share of its requests that have a record, if each place that calls an
/// LLM does so once.</summary>
public sealed partial class MeasuredCoverageTests : IDisposable
{
    private readonly Programs _programs = new();

    public void Dispose() => _programs.Dispose();

    [Fact]
    public async Task The_figure_of_a_web_application_is_records_over_requests()
    {
        var store = Path.Combine(_programs.Folder, "web.db");
        var requests = 0;
        using (var web = await WebProgram.StartAsync(store))
        {
            foreach (var page in await web.PagesAsync())
            {
                await web.OpenAsync(page);
                requests += page.StartsWith("/llm/", StringComparison.Ordinal) ? 1 : 0;
                Assert.True(await web.RequestsAsync() == requests, page);
            }

            await web.StopAsync();
        }

        var coverage = await _programs.CoverageAsync("TokenTracking.WebPages");
        var records = await RecordsAsync("--store", store);

        Assert.True(records > 0 && records < requests, $"{records} of {requests}");
        Assert.Equal((requests, 0, 0), (Count(coverage, "sites"), Count(coverage, "assumed"), Count(coverage, "declined")));
        Assert.Equal(Share(records, requests), coverage.GetProperty("percentage").GetDecimal());
    }

    [Fact]
    public async Task The_figure_of_the_sample_is_records_over_requests()
    {
        var run = await _programs.PlanAsync();
        var requests = int.Parse(Answered().Match(run.Output).Groups["requests"].Value, NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture);

        var coverage = await _programs.CoverageAsync("ProjectPlanner");
        var records = await RecordsAsync();

        Assert.True(records > 0 && Count(coverage, "sites") > 0, run.Output);
        Assert.Equal((0, 0), (Count(coverage, "assumed"), Count(coverage, "declined")));
        Assert.Equal(Share(records, requests), coverage.GetProperty("percentage").GetDecimal());
    }

    private async Task<int> RecordsAsync(params string[] arguments)
        => (await _programs.ReportAsync(arguments)).GetProperty("totals").GetProperty("calls").GetInt32();

    private static int Count(JsonElement coverage, string state) => coverage.GetProperty(state).GetInt32();

    // Truncated like the figure, so that 100 means all.
    private static decimal Share(int records, int requests) => Math.Truncate(10_000m * records / requests) / 100;

    [GeneratedRegex("The stand-in server has answered (?<requests>[0-9]+) requests")]
    private static partial Regex Answered();
}
