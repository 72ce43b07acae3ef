namespace TokenTracking;

/// <summary>Takes the record of each call, and answers what has been spent while the process runs.</summary>
public interface ITokenTracker
{
    /// <summary>False where tracking is switched off: decorators then only pass calls through.</summary>
    bool IsEnabled { get; }

    /// <summary>The clock that every time and rate is taken from.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>
    /// Takes a call's record: prices it where it has no cost, counts it, and makes it durable before it returns. Never throws on account of
    /// pricing, storing or alerting; what fails is logged and counted, and the record is kept for another try.
    /// </summary>
    /// <param name="record">The record.</param>
    void Record(in UsageRecord record);

    /// <summary>Records a call by hand.</summary>
    /// <param name="project">The project that pays.</param>
    /// <param name="usage">What the call used.</param>
    /// <param name="model">The model that answered.</param>
    /// <param name="metadata">Further context; never a prompt or a key, it is stored.</param>
    /// <returns>The project's figures with this call in them.</returns>
    /// <exception cref="ArgumentException"><paramref name="project"/> or <paramref name="model"/> is empty.</exception>
    ProjectStats Track(string project, TokenUsage usage, string model, IReadOnlyDictionary<string, string>? metadata = null);

    /// <summary>Makes a call that no interface covers, and records it: its usage, duration and outcome.</summary>
    /// <typeparam name="TResult">What the call returns.</typeparam>
    /// <param name="operation">What the call is for, in snake_case.</param>
    /// <param name="call">The call.</param>
    /// <param name="usage">Reads the usage from the result; <see cref="TokenUsage.Unknown"/> is recorded as missing.</param>
    /// <param name="model">Reads the answering model from the result; null where it does not say.</param>
    /// <returns>The call's own result.</returns>
    Task<TResult> TrackAsync<TResult>(
        string operation, Func<Task<TResult>> call, Func<TResult, TokenUsage> usage, Func<TResult, string?>? model = null);

    /// <summary>The figures of one project; zeros for one that nothing is known of.</summary>
    /// <param name="project">The project.</param>
    /// <returns>Its figures now.</returns>
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

    /// <summary>Says how far a project is: the basis of <see cref="ProjectStats.ProjectedCost"/>.</summary>
    /// <param name="project">The project.</param>
    /// <param name="done">Units of work done (tasks, pages): 0 to <paramref name="total"/>.</param>
    /// <param name="total">Units of work in all: above 0, at most 10^15.</param>
    /// <exception cref="ArgumentOutOfRangeException">A unit count is out of its range.</exception>
    void ReportProgress(string project, double done, double total);

    /// <summary>Begins to sample each project's spend rate once a minute and to look for spikes. Begun already, it does nothing.</summary>
    void StartMonitoring();

    /// <summary>Ends the sampling. The samples stay.</summary>
    void StopMonitoring();
}
