using Microsoft.Extensions.Diagnostics.HealthChecks;
using TokenTracking;
using TokenTracking.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The health check of token tracking.</summary>
public static class TokenTrackingHealthChecks
{
    /// <summary>Adds a check that compares the requests to LLMs that <see cref="TokenTrackingHandler"/> has seen since the program started
    /// with the records of them. Its data state both for each client and host.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="configure">Sets what is tolerated; null if every request must have a record.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What is reported if records are missing. <see cref="HealthStatus.Degraded"/> by default: the program
    /// answers its callers nevertheless.</param>
    /// <param name="tags">Tags of the check; null for none.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static IHealthChecksBuilder AddTokenTrackingCheck(
        this IHealthChecksBuilder builder, Action<RequestCoverageOptions>? configure = null, string name = "token-tracking",
        HealthStatus failureStatus = HealthStatus.Degraded, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var options = new RequestCoverageOptions();
        configure?.Invoke(options);
        return builder.Add(new HealthCheckRegistration(
            name, provider => new RequestCoverageCheck(provider.GetRequiredService<TokenTracker>(), options), failureStatus, tags));
    }
}
