using Microsoft.Extensions.Logging;

namespace TokenTracking.Analytics;

/// <summary>Samples every project's spend rate once a minute, and says so in the log where one spikes.</summary>
internal sealed partial class SpendMonitor(LiveFigures live, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // A spike is at least twice the mean of the ten minutes before it, and large enough to matter.
    private const int SamplesToCompare = 10;
    private const double SpikeFactor = 2;
    private const double SmallestSpike = 10_000;

    private readonly Lock _lock = new();
    private ITimer? _timer;

    public void Start()
    {
        lock (_lock)
            _timer ??= timeProvider.CreateTimer(static monitor => ((SpendMonitor)monitor!).Sample(), this, Interval, Interval);
    }

    public void Stop()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Sample()
    {
        foreach (var activity in live.All())
        {
            try
            {
                Sample(activity);
            }
#pragma warning disable CA1031 // What a timer's callback throws ends the process, which is worth no sample.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogSampleFailed(exception, activity.Project);
            }
        }
    }

    private void Sample(ProjectActivity activity)
    {
        var (rate, mean) = activity.SampleRate(SamplesToCompare);
        if (mean is { } earlier && rate > earlier * SpikeFactor && rate > SmallestSpike)
            LogSpike(activity.Project, rate, earlier);
    }

    [LoggerMessage(AnalyticsLogEvents.SampleFailed, LogLevel.Error, "The spend rate of project {Project} could not be sampled")]
    private partial void LogSampleFailed(Exception exception, string? project);

    [LoggerMessage(AnalyticsLogEvents.SpendSpike, LogLevel.Warning,
        "The token spend rate of project {Project} has a spike: {Rate:F0} tokens per hour, compared with {Mean:F0} in the "
            + "previous ten minutes")]
    private partial void LogSpike(string? project, double rate, double mean);
}
