using TokenTracking.Pricing;

namespace TokenTracking.Tests.Pricing;

public sealed class DatedPriceTests
{
    private static readonly TokenUsage Million = TokenUsage.FromInclusive(1_000_000, 0);

    [Fact]
    public void The_price_of_the_calls_day_applies()
    {
        Assert.Equal(10m, SampleCalls.Cost("openai", "o3", Million, at: Utc(2025, 6, 9, 23)));
        Assert.Equal(2m, SampleCalls.Cost("openai", "o3", Million, at: Utc(2025, 6, 10, 0)));
    }

    [Fact]
    public void The_day_begins_in_utc_whatever_the_calls_own_offset()
        => Assert.Equal(
            10m, SampleCalls.Cost("openai", "o3", Million, at: new DateTimeOffset(2025, 6, 10, 1, 0, 0, TimeSpan.FromHours(2))));

    [Theory]
    [InlineData(0, "0.22")]
    [InlineData(1, "0.44")]
    [InlineData(3, "0.44")]
    [InlineData(4, "0.22")]
    [InlineData(6, "0.44")]
    [InlineData(10, "0.22")]
    public void The_price_of_the_hour_applies(int hour, string expected)
        => Assert.Equal(
            decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            SampleCalls.Cost("deepseek", "deepseek-v4-flash", Million, at: Utc(2026, 9, 1, hour)));

    [Fact]
    public void Peak_hours_are_no_older_than_the_price_they_belong_to()
        => Assert.Equal(0.14m, SampleCalls.Cost("deepseek", "deepseek-v4-flash", Million, at: Utc(2026, 8, 16, 2)));

    [Fact]
    public void A_row_tells_when_it_is_valid()
    {
        var rows = PriceBook.Default.Find("anthropic", "claude-opus-4-6")!.Rows;
        Assert.Equal([null, new DateOnly(2026, 3, 13)], rows.Select(static row => row.EffectiveFrom));
        Assert.Equal("genai-prices 0.1.8", rows[0].Source.Name);
        Assert.Equal(new DateOnly(2026, 9, 23), rows[0].Source.CheckedOn);
        Assert.Equal("LiteLLM model prices", rows[0].SecondSource?.Name);
        Assert.True(rows[0].SourcesAgree);
    }

    [Fact]
    public void Hours_may_pass_midnight()
    {
        var hours = new HoursOfDay(new TimeOnly(16, 30), new TimeOnly(0, 30));
        Assert.True(hours.Contains(new TimeOnly(23, 59)));
        Assert.True(hours.Contains(new TimeOnly(0, 29)));
        Assert.False(hours.Contains(new TimeOnly(0, 30)));
        Assert.False(hours.Contains(new TimeOnly(16, 29)));
    }

    private static DateTimeOffset Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);
}
