using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TokenTracking.Usage;

namespace TokenTracking.Analytics;

/// <summary>The live figures of the projects: separate ones up to a number, and one set for all others, so that the memory does not grow
/// with the names that callers come up with.</summary>
internal sealed partial class LiveFigures(TimeProvider timeProvider, DateTimeOffset startedAt, int maxProjects, ILogger logger)
    : IUsageObserver
{
    private readonly ConcurrentDictionary<string, ProjectActivity> _projects = new(StringComparer.Ordinal);
    private readonly Lock _creation = new();
    private ProjectActivity? _unattributed;
    private volatile ProjectActivity? _others;

    /// <summary>The activity of all projects without separate figures; null if there are none.</summary>
    public ProjectActivity? Others => _others;

    /// <summary>The activity that a project's calls are in, created if it is new; null for calls without a project.</summary>
    public ProjectActivity Of(string? project)
    {
        if (project is null)
        {
            return Volatile.Read(ref _unattributed)
                ?? LazyInitializer.EnsureInitialized(ref _unattributed, () => new ProjectActivity(null, timeProvider, startedAt));
        }

        return _projects.TryGetValue(project, out var activity) ? activity : _others ?? Create(project);
    }

    /// <inheritdoc/>
    public void OnRecorded(in UsageRecord record) => Of(record.Project).Add(in record);

    /// <summary>What this session has recorded of calls that began before it: a store has it among the records of earlier
    /// sessions.</summary>
    public Dictionary<ProjectActivity, UsageFigures> EarlyRecords()
        => (_others is { } others ? All().Append(others) : All())
            .Select(static activity => (Activity: activity, Early: activity.GetEarly()))
            .Where(static one => one.Early.Calls > 0)
            .ToDictionary(static one => one.Activity, static one => one.Early);

    public ProjectActivity? Find(string project) => _projects.GetValueOrDefault(project);

    /// <summary>The activity of all projects without separate figures.</summary>
    public ProjectActivity OthersOrNew()
    {
        lock (_creation)
        {
            if (_others is { } others)
                return others;
            _others = new ProjectActivity(null, timeProvider, startedAt);
        }

        LogFull(maxProjects);
        return _others;
    }

    public ProjectStats GetStats(string project)
        => Find(project)?.GetStats() ?? ProjectStats.None(project) with { IsLive = _others is null };

    /// <summary>Every project with separate figures, and the calls without a project.</summary>
    public IEnumerable<ProjectActivity> All()
        => Volatile.Read(ref _unattributed) is { } unattributed ? _projects.Values.Prepend(unattributed) : _projects.Values;

    public TrackerSummary GetSummary()
    {
        var projects = All().Select(static activity => activity.GetStats())
            .OrderBy(static stats => stats.Project, StringComparer.Ordinal)
            .ToArray();
        var others = _others?.GetStats();
        ProjectStats[] all = others is null ? projects : [.. projects, others];
        return new TrackerSummary
        {
            Projects = projects,
            OtherProjects = others,
            TotalTokens = Saturating.Sum(all.Select(static stats => stats.TotalTokens)),
            TotalCost = all.Aggregate(
                all.Length == 0 ? 0 : (decimal?)null,
                static (sum, stats) => stats.TotalCost is { } cost ? Saturating.Add(sum ?? 0, cost) : sum),
            FailedCalls = Saturating.Sum(all.Select(static stats => stats.FailedCalls)),
            UnpricedCalls = Saturating.Sum(all.Select(static stats => stats.UnpricedCalls)),
            CallsWithoutUsage = Saturating.Sum(all.Select(static stats => stats.CallsWithoutUsage)),
            ActiveProjects = projects.Count(static stats => stats.CurrentSpendRate > 0),
        };
    }

    private ProjectActivity Create(string project)
    {
        lock (_creation)
        {
            if (_projects.TryGetValue(project, out var created))
                return created;
            if (_projects.Count < maxProjects)
                return _projects[project] = new ProjectActivity(project, timeProvider, startedAt);
        }

        return OthersOrNew();
    }

    [LoggerMessage(AnalyticsLogEvents.ProjectsFull, LogLevel.Warning,
        "There are live figures for {Limit} projects. The calls of all others are counted together in TrackerSummary.OtherProjects; "
            + "the store has the figures of each. TokenTrackingOptions.MaxLiveProjects sets the limit")]
    private partial void LogFull(int limit);
}
