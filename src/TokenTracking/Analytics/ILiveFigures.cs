using TokenTracking.Analytics;

namespace TokenTracking;

/// <summary>What has been spent so far, answered from memory while the process runs.</summary>
public interface ILiveFigures
{
    /// <summary>The figures of one project.</summary>
    /// <param name="project">The project.</param>
    /// <returns>Its figures now; zeros for a project without any call, and for one whose <see cref="ProjectStats.IsLive"/> is
    /// false.</returns>
    ProjectStats GetProjectStats(string project);

    /// <summary>The figures of all projects.</summary>
    /// <returns>A figure set for each project, and their sums.</returns>
    TrackerSummary GetSummary();

    /// <summary>The last calls of a project, oldest first; at most 1,000.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The calls.</returns>
    IReadOnlyList<UsageEvent> GetRecentEvents(string project);

    /// <summary>The spend rates of a project over the last 60 minutes, one a minute while monitoring runs, oldest first.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The samples.</returns>
    IReadOnlyList<SpendRateSample> GetSpendRateHistory(string project);
}
