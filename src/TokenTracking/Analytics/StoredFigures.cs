using TokenTracking.Storage;

namespace TokenTracking.Analytics;

/// <summary>Adds what a store has from before the session to the live figures, without holding a row for each of its projects.</summary>
/// <param name="live">The live figures.</param>
/// <param name="early">What the session has recorded of calls that began before it: the store has it too.</param>
/// <param name="maxProjects">How many projects have separate figures.</param>
internal sealed class StoredFigures(LiveFigures live, Dictionary<ProjectActivity, UsageFigures> early, int maxProjects)
{
    private readonly HashSet<ProjectActivity> _set = [];
    private UsageFigures _ofSet = UsageFigures.None;

    /// <summary>Loads the figures: of the projects with most calls, of those that the session has begun with, and of all others
    /// together.</summary>
    /// <param name="store">The store.</param>
    /// <param name="byProject">The query of the calls before the session, by project.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    public async Task LoadAsync(IUsageQueries store, UsageQuery byProject, CancellationToken cancellationToken)
    {
        // One more: calls without a project are not counted among the projects.
        var limit = Math.Min(maxProjects, int.MaxValue - 1) + 1;
        var most = byProject with { OrderBy = [UsageOrder.Descending(UsageFigure.Calls)], Limit = limit };
        var report = await store.QueryAsync(most, cancellationToken).ConfigureAwait(false);
        Set(report.Rows);
        if (report.GroupCount > report.Rows.Count)
        {
            var begun = live.All().Except(_set).Select(static activity => activity.Project).Append(null).Distinct();
            Set((await store.QueryAsync(byProject.Only(UsageDimension.Project, begun), cancellationToken).ConfigureAwait(false)).Rows);
        }

        if (report.Totals.Calls > _ofSet.Calls)
        {
            var others = live.OthersOrNew();
            others.SetStored(report.Totals, _ofSet.With(early.GetValueOrDefault(others, UsageFigures.None)));
        }
    }

    private void Set(IReadOnlyList<UsageReportRow> rows)
    {
        foreach (var row in rows)
        {
            var activity = live.Of(row.Key[0]);
            if (activity == live.Others || !_set.Add(activity))
                continue;
            activity.SetStored(row.Figures, early.GetValueOrDefault(activity, UsageFigures.None));
            _ofSet = _ofSet.With(row.Figures);
        }
    }
}
