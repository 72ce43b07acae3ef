using System.Collections.Concurrent;
using TokenTracking.Usage;

namespace TokenTracking.Analytics;

/// <summary>The live figures of every project.</summary>
internal sealed class LiveFigures(TimeProvider timeProvider, DateTimeOffset startedAt) : IUsageObserver
{
    private readonly ConcurrentDictionary<string, ProjectActivity> _projects = new(StringComparer.Ordinal);
    private ProjectActivity? _unattributed;

    /// <summary>The activity of a project, created if it is new; null for calls without a project.</summary>
    public ProjectActivity Of(string? project)
    {
        if (project is null)
        {
            return Volatile.Read(ref _unattributed)
                ?? LazyInitializer.EnsureInitialized(ref _unattributed, () => new ProjectActivity(null, timeProvider, startedAt));
        }

        return _projects.TryGetValue(project, out var activity)
            ? activity
            : _projects.GetOrAdd(project, static (name, live) => live.Create(name), this);
    }

    /// <inheritdoc/>
    public void OnRecorded(in UsageRecord record) => Of(record.Project).Add(in record);

    /// <summary>What this session has recorded of calls that began before it: a store has it among the records of earlier
    /// sessions.</summary>
    public Dictionary<ProjectActivity, UsageFigures> EarlyRecords()
        => All().Select(static activity => (Activity: activity, Early: activity.GetEarly()))
            .Where(static one => one.Early.Calls > 0)
            .ToDictionary(static one => one.Activity, static one => one.Early);

    public ProjectActivity? Find(string project) => _projects.GetValueOrDefault(project);

    public IEnumerable<ProjectActivity> All()
        => Volatile.Read(ref _unattributed) is { } unattributed ? _projects.Values.Prepend(unattributed) : _projects.Values;

    public TrackerSummary GetSummary()
    {
        var projects = All().Select(static activity => activity.GetStats())
            .OrderBy(static stats => stats.Project, StringComparer.Ordinal)
            .ToArray();
        return new TrackerSummary
        {
            Projects = projects,
            TotalTokens = Saturating.Sum(projects.Select(static stats => stats.TotalTokens)),
            TotalCost = projects.Aggregate(
                projects.Length == 0 ? 0 : (decimal?)null,
                static (sum, stats) => stats.TotalCost is { } cost ? Saturating.Add(sum ?? 0, cost) : sum),
            FailedCalls = Saturating.Sum(projects.Select(static stats => stats.FailedCalls)),
            UnpricedCalls = Saturating.Sum(projects.Select(static stats => stats.UnpricedCalls)),
            CallsWithoutUsage = Saturating.Sum(projects.Select(static stats => stats.CallsWithoutUsage)),
            ActiveProjects = projects.Count(static stats => stats.CurrentSpendRate > 0),
        };
    }

    private ProjectActivity Create(string project) => new(project, timeProvider, startedAt);
}
