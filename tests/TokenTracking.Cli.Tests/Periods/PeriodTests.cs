using System.Globalization;
using System.Text.Json;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Tests.Periods;

public sealed class PeriodTests
{
    [Theory]
    // A day begins with its first instant; as an end it is inside.
    [InlineData("UTC", "2026-11-22", "2026-11-22", "2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z")]
    [InlineData("Europe/Berlin", "2026-11-22", "2026-11-22", "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z")]
    [InlineData("America/New_York", "2026-11-22", "2026-11-22", "2026-11-22T05:00:00Z", "2026-11-23T05:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-11-22", "2026-11-22", "2026-11-21T18:30:00Z", "2026-11-22T18:30:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-11-22", "2026-11-22", "2026-11-21T10:00:00Z", "2026-11-22T10:00:00Z")]
    // Days of 23 and 25 hours.
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    // Midnight does not exist: the day begins at 01:00. Midnight comes twice: the day begins with the first.
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")]
    // A day that a place left out when it crossed the date line is empty.
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z")]
    // Months.
    [InlineData("Europe/Berlin", "2026-03", "2026-10", "2026-02-28T23:00:00Z", "2026-10-31T23:00:00Z")]
    [InlineData("UTC", "2024-02", "2024-02", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z")]
    // Instants end before themselves.
    [InlineData("Europe/Berlin", "2026-11-22T10:00:00Z", "2026-11-22T12:30Z", "2026-11-22T10:00:00Z", "2026-11-22T12:30:00Z")]
    [InlineData("UTC", "2026-11-22T10:00:00+01:00", "2026-11-22T10:00-05:00", "2026-11-22T09:00:00Z", "2026-11-22T15:00:00Z")]
    [InlineData(
        "UTC", "2026-11-22T10:00:00.123Z", "2026-11-22T10:00:00.1234567+00:00", "2026-11-22T10:00:00.123Z", "2026-11-22T10:00:00.1234567Z")]
    // Local times are taken in the zone.
    [InlineData("Europe/Berlin", "2026-11-22T10:00", "2026-11-22 12:00:00", "2026-11-22T09:00:00Z", "2026-11-22T11:00:00Z")]
    // A local time that does not exist is the jump; one that comes twice starts with the first and ends with the second.
    [InlineData("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T02:59", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T02:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-05T01:45", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z")]
    public async Task A_period_covers_what_its_words_mean_in_the_zone(string zone, string start, string end, string from, string to)
    {
        var run = await TokensRun.OverAsync(
            new InMemoryUsageStore(), "report", "--format", "json", "--timezone", zone, "--start", start, "--end", end);

        Assert.Equal("", run.Error);
        var report = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal((from, to), (report.GetProperty("from").GetString(), report.GetProperty("to").GetString()));
    }

    [Theory]
    [InlineData("2026-11-21T22:59:59.9999999Z", 0)]
    [InlineData("2026-11-21T23:00:00Z", 1)]
    [InlineData("2026-11-22T22:59:59.9999999Z", 1)]
    [InlineData("2026-11-22T23:00:00Z", 0)]
    public async Task A_day_holds_its_first_instant_and_not_the_next_days(string time, int calls)
    {
        var run = await TokensRun.OverAsync(
            await Ledger.OfAsync(Ledger.Call(time)), "report", "--format", "json", "--timezone", "Europe/Berlin", "--start",
            "2026-11-22", "--end", "2026-11-22");

        Assert.Equal(calls, JsonDocument.Parse(run.Out).RootElement.GetProperty("totals").GetProperty("calls").GetInt32());
    }

    [Fact]
    public async Task Days_are_cut_in_the_zone_that_was_asked_for()
    {
        var store = await Ledger.OfAsync(Ledger.Call("2026-11-22T22:30:00Z"), Ledger.Call("2026-11-22T23:30:00Z"));

        var run = await TokensRun.OverAsync(store, "report", "--format", "csv", "--by", "day,month", "--timezone", "Europe/Berlin");

        Assert.Equal(["2026-11-22,2026-11,1", "2026-11-23,2026-11,1"], run.Out.Split("\r\n")[1..3].Select(static line => line[..20]));
    }

    [Fact]
    public async Task Every_day_of_a_zone_follows_the_one_before_without_gap_or_overlap()
    {
        string? end = null;
        for (var day = new DateOnly(2026, 10, 20); day < new DateOnly(2026, 11, 5); day = day.AddDays(1))
        {
            var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var run = await TokensRun.OverAsync(
                new InMemoryUsageStore(), "report", "--format", "json", "--timezone", "America/Havana", "--start", text, "--end", text);
            var report = JsonDocument.Parse(run.Out).RootElement;
            Assert.Equal(end ?? report.GetProperty("from").GetString(), report.GetProperty("from").GetString());
            end = report.GetProperty("to").GetString();
        }
    }

    [Theory]
    [InlineData("22.11.2026")]
    [InlineData("2026-11-31")]
    [InlineData("2026-13")]
    [InlineData("2026-11-22T25:00")]
    [InlineData("2026")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("yesterday")]
    [InlineData("")]
    public async Task What_is_no_date_is_refused_with_the_forms_that_are(string text)
    {
        var run = await TokensRun.OverAsync(new InMemoryUsageStore(), "report", "--end", text);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith($"--end '{text}' is not a date. Specify a day (2026-11-22)", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-22")]
    [InlineData("2026-12", "2026-11-30")]
    [InlineData("2026-11-22T10:00:01Z", "2026-11-22T10:00:00Z")]
    public async Task A_start_after_the_end_is_refused(string start, string end)
    {
        var run = await TokensRun.OverAsync(new InMemoryUsageStore(), "report", "--start", start, "--end", end, "--timezone", "UTC");

        Assert.Equal((2, "", $"--start {start} is after --end {end}. Exchange them, or omit one of "
            + "them.\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Theory]
    [InlineData("Mars/Base")]
    [InlineData("../../../etc/passwd")]
    [InlineData("/etc/localtime")]
    [InlineData("")]
    [InlineData("Europe")]
    public async Task An_unknown_zone_is_refused(string zone)
    {
        var run = await TokensRun.OverAsync(new InMemoryUsageStore(), "report", "--timezone", zone);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith(
            $"--timezone '{zone}' is not a time zone of this machine. Specify an IANA name", run.Error, StringComparison.Ordinal);
    }
}
