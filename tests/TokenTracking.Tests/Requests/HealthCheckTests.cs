using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TokenTracking.HealthChecks;
using TokenTracking.Storage.Requests;

namespace TokenTracking.Tests.Requests;

/// <summary>The health check, over responses that were read and responses that no record can be made of.</summary>
public sealed class HealthCheckTests
{
    [Fact]
    public async Task Without_requests_the_program_is_healthy()
        => Assert.Equal(
            (HealthStatus.Healthy, "0 of 0 requests to LLMs have a record"), Of(await CheckAsync(recorded: 0, missing: 0)));

    [Fact]
    public async Task With_a_record_of_every_request_the_program_is_healthy_and_says_so_for_each_client_and_host()
    {
        var entry = await CheckAsync(recorded: 3, missing: 0);

        Assert.Equal((HealthStatus.Healthy, "3 of 3 requests to LLMs have a record"), Of(entry));
        Assert.Equal("3 of 3 requests to LLMs have a record", entry.Data["chat api.openai.com"]);
    }

    [Fact]
    public async Task A_request_without_a_record_is_degraded_by_default()
    {
        var entry = await CheckAsync(recorded: 3, missing: 1);

        Assert.Equal((HealthStatus.Degraded, "3 of 4 requests to LLMs have a record"), Of(entry));
        Assert.Equal(
            ["0 of 1 requests to LLMs have a record", "3 of 3 requests to LLMs have a record"],
            entry.Data.OrderBy(static each => each.Key, StringComparer.Ordinal).Select(static each => each.Value).Order());
    }

    [Theory]
    [InlineData(75, 0, HealthStatus.Healthy)]
    [InlineData(75.1, 0, HealthStatus.Unhealthy)]
    [InlineData(100, 1, HealthStatus.Healthy)]
    [InlineData(100, 0, HealthStatus.Unhealthy)]
    [InlineData(0, 0, HealthStatus.Healthy)]
    public async Task What_is_tolerated_and_reported_can_be_set(double minimum, long tolerated, HealthStatus status)
    {
        var entry = await CheckAsync(
            recorded: 3, missing: 1,
            checks => checks.AddTokenTrackingCheck(
                options => (options.MinimumPercentage, options.ToleratedRequests) = (minimum, tolerated),
                failureStatus: HealthStatus.Unhealthy));

        Assert.Equal(status, entry.Status);
    }

    [Fact]
    public void Limits_that_make_no_sense_are_refused()
    {
        var options = new RequestCoverageOptions();

        Assert.Throws<ArgumentOutOfRangeException>(() => options.MinimumPercentage = 101);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MinimumPercentage = double.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.ToleratedRequests = -1);
    }

    private static (HealthStatus, string?) Of(HealthReportEntry entry) => (entry.Status, entry.Description);

    private static async Task<HealthReportEntry> CheckAsync(int recorded, int missing, Action<IHealthChecksBuilder>? add = null)
    {
        var services = new ServiceCollection().AddLogging().AddTokenTracking();
        (add ?? (static checks => checks.AddTokenTrackingCheck()))(services.AddHealthChecks());
        await using var provider = services.BuildServiceProvider();
        var tracker = provider.GetRequiredService<TokenTracker>();
        var chat = Requests(tracker, "chat", "api.openai.com");
        for (var i = 0; i < recorded; i++)
            chat().Recorded();
        var lost = Requests(tracker, null, "api.anthropic.com");
        for (var i = 0; i < missing; i++)
            lost().Missing();

        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["token-tracking"];
    }

    private static Func<RequestCell> Requests(TokenTracker tracker, string? client, string host) => () =>
    {
        var cell = ((ICountsRequests)tracker).Requests.Of(new(client, host, "/v1/messages", true));
        cell.Sent();
        return cell;
    };
}
