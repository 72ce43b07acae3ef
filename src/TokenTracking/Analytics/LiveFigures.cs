using System.Collections.Concurrent;
using TokenTracking.Usage;

namespace TokenTracking.Analytics;

/// <summary>The live figures of every project.</summary>
internal sealed class LiveFigures(TimeProvider timeProvider) : IUsageObserver
{
    private readonly ConcurrentDictionary<string, ProjectActivity> _projects = new(StringComparer.Ordinal);
    private ProjectActivity? _unattributed;

    /// <summary>The activity of a project, created if it is new; null for calls without a project.</summary>
    public ProjectActivity Of(string? project)
    {
        if (project is null)
        {
            return Volatile.Read(ref _unattributed)
                ?? LazyInitializer.EnsureInitialized(ref _unattributed, () => new ProjectActivity(null, timeProvider));
        }

        return _projects.TryGetValue(project, out var activity)
            ? activity
            : _projects.GetOrAdd(project, static (name, clock) => new ProjectActivity(name, clock), timeProvider);
    }

    /// <inheritdoc/>
    public void OnRecorded(in UsageRecord record) => Of(record.Project).Add(in record);

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
            UnpricedCalls = Saturating.Sum(projects.Select(static stats => stats.UnpricedCalls)),
            CallsWithoutUsage = Saturating.Sum(projects.Select(static stats => stats.CallsWithoutUsage)),
            ActiveProjects = projects.Count(static stats => stats.CurrentSpendRate > 0),
        };
    }
}
