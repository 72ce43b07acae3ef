using System.Globalization;
using Microsoft.Extensions.Logging;

namespace TokenTracking.Tracking;

/// <summary>Writes a log line for each call above <see cref="TokenTrackingOptions.LogCallsAboveTokens"/>.</summary>
internal sealed partial class LargeCallLog(TokenTrackingOptions options, ILogger logger) : IUsageObserver
{
    public void OnRecorded(in UsageRecord record)
    {
        if (options.LogCallsAboveTokens is not { } limit || record.Usage.TotalTokens is not { } tokens || tokens <= limit
            || !logger.IsEnabled(LogLevel.Information))
            return;
        var cost = record.Cost is { } amount ? string.Create(CultureInfo.InvariantCulture, $"{amount} USD") : "unpriced";
        LogLargeCall(tokens, record.Operation ?? "(no operation)", record.Project ?? "(none)", record.Model ?? "(unknown model)", cost);
    }

    [LoggerMessage(
        TrackingLogEvents.LargeCall, LogLevel.Information, "{Tokens} tokens for {Operation} of project {Project} by {Model}, {Cost}",
        SkipEnabledCheck = true)]
    private partial void LogLargeCall(long tokens, string operation, string project, string model, string cost);
}
