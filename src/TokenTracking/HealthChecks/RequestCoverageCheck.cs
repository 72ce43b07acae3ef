using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TokenTracking.Storage;

namespace TokenTracking.HealthChecks;

/// <summary>Compares the requests to LLMs that handlers have seen with the records of them.</summary>
internal sealed class RequestCoverageCheck(TokenTracker tracker, RequestCoverageOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var run = tracker.GetRequests();
        var billed = run.Counts.Where(static count => count.IsKnownToBill).ToList();
        var records = billed.Sum(static count => count.Recorded);
        var missing = billed.Sum(run.MissingOf);
        var places = billed.GroupBy(static count => (count.Client, count.Host));
        var data = places.ToDictionary(
            static place => place.Key.Client is { } client ? $"{client} {place.Key.Host}" : place.Key.Host,
            place => (object)Text(
                place.Sum(static count => count.Recorded), place.Sum(run.MissingOf), place.Sum(static count => count.Open)),
            StringComparer.Ordinal);
        var fails = missing > options.ToleratedRequests && 100d * records < options.MinimumPercentage * (records + missing);
        return Task.FromResult(new HealthCheckResult(
            fails ? context.Registration.FailureStatus : HealthStatus.Healthy, Text(records, missing, open: 0), data: data));
    }

    private static string Text(long records, long missing, long open) => string.Create(CultureInfo.InvariantCulture,
        $"{records} of {records + missing} requests to LLMs have a record{(open > 0 ? $"; {open} under way" : "")}");
}
