using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TokenTracking.Analytics;
using TokenTracking.Calls;
using TokenTracking.Pricing;
using TokenTracking.Storage.Ledger;
using TokenTracking.Storage.Requests;
using TokenTracking.Tracking;

namespace TokenTracking;

/// <summary>Prices, counts and durably records calls, and provides live figures. Thread-safe.</summary>
public sealed partial class TokenTracker : ICallTracker, ILiveFigures, IAsyncDisposable, IDisposable
{
    // Beyond it a figure is noise, and a projection made of it could overflow.
    private const double MaxWork = 1e15;

    private static readonly Lazy<TokenTracker> SharedInstance = new(static () => new TokenTracker(new InMemoryUsageStore()));

    private readonly TokenTrackingOptions _options;
    private readonly RecordPricing _pricing;
    private readonly ILogger _logger;
    private readonly LiveFigures _live;
    private readonly UsageObservers _observers;
    private readonly SpendMonitor _monitor;
    private readonly RequestCells _requests;
    private readonly LedgerWriter _ledger;
    private readonly RecentRecords _recent = new();
    private readonly DateTimeOffset _startedAt;
    private int _isDisposed;

    /// <summary>Creates a tracker over a store.</summary>
    /// <param name="store">The store that the records are written to.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="prices">The prices; null for <see cref="PriceBook.Default"/>.</param>
    /// <param name="logger">The logger; null for none.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <param name="observers">Observers of each recorded call, after those of the options; null for none.</param>
    public TokenTracker(
        IUsageStore store, TokenTrackingOptions? options = null, PriceBook? prices = null, ILogger<TokenTracker>? logger = null,
        TimeProvider? timeProvider = null, IEnumerable<IUsageObserver>? observers = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        Store = store;
        _options = options ?? new TokenTrackingOptions();
        _pricing = new RecordPricing(prices ?? PriceBook.Default);
        _logger = logger is null ? NullLogger.Instance : new SafeLogger(logger);
        TimeProvider = timeProvider ?? TimeProvider.System;
        _startedAt = TimeProvider.GetUtcNow();
        _live = new LiveFigures(TimeProvider, _startedAt, _options.MaxLiveProjects, _logger);
        _observers = new UsageObservers(
            [
                _live, new UnpricedModels(prices ?? PriceBook.Default, _logger), new LargeCallLog(_options, _logger),
                .. _options.Observers, .. observers ?? [],
            ],
            _logger);
        _monitor = new SpendMonitor(_live, TimeProvider, _logger);
        _requests = new RequestCells(TimeProvider);
        _ledger = new LedgerWriter(store, _options.ForLedger(), TimeProvider, _logger, requests: _requests);
    }

    /// <summary>One instance for programs that have no container. It keeps its records in memory; nothing that TokenTracking generates or
    /// fixes ever falls back on it.</summary>
    public static TokenTracker Default => SharedInstance.Value;

    /// <summary>The store that the records are written to.</summary>
    public IUsageStore Store { get; }

    /// <inheritdoc/>
    public bool IsEnabled => _options.Enabled;

    /// <inheritdoc/>
    public TimeProvider TimeProvider { get; }

    /// <summary>Records that are held in memory alone, because the journal could not take them. 0 when all is well.</summary>
    public long RecordsNotDurable => _ledger.RecordsNotDurable;

    /// <summary>How often the store has refused records since the tracker was made. The records are kept and tried again.</summary>
    public long FailedStoreWrites => _ledger.FailedMoves;

    /// <summary>
    /// Recovers what earlier processes left: records still in their journals go to the store, and the totals of each project begin with
    /// what the store holds from before this tracker was made.
    /// </summary>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <returns>A task that completes when all is loaded.</returns>
    /// <exception cref="UsageStoreException">The store cannot be read. Tracking continues; records wait in the journal.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken = default)
    {
        if (!IsEnabled)
            return;
        await _ledger.RecoverAsync(cancellationToken).ConfigureAwait(false);
        // Records of this session whose calls began before it are in the store too. They are moved there first, so that it is known.
        var early = _live.EarlyRecords();
        if (early.Count > 0)
            await _ledger.FlushAsync(cancellationToken).ConfigureAwait(false);
        await new StoredFigures(_live, early, _options.MaxLiveProjects)
            .LoadAsync(Store, new UsageQuery { To = _startedAt, GroupBy = [UsageDimension.Project] }, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ProjectStats GetProjectStats(string project) => _live.GetStats(project);

    /// <inheritdoc/>
    public TrackerSummary GetSummary() => _live.GetSummary();

    /// <inheritdoc/>
    public IReadOnlyList<UsageEvent> GetRecentEvents(string project) => _live.Find(project)?.GetEvents() ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<SpendRateSample> GetSpendRateHistory(string project) => _live.Find(project)?.GetRateHistory() ?? [];

    /// <summary>Reports how far a project is: the basis of <see cref="ProjectStats.ProjectedCost"/>.</summary>
    /// <param name="project">The project.</param>
    /// <param name="done">Units of work done (tasks, pages): 0 to <paramref name="total"/>.</param>
    /// <param name="total">Units of work in all: above 0, at most 10^15.</param>
    /// <exception cref="ArgumentOutOfRangeException">A unit count is out of its range.</exception>
    public void ReportProgress(string project, double done, double total)
    {
        ArgumentException.ThrowIfNullOrEmpty(project);
        if (!(total is > 0 and <= MaxWork))
            throw new ArgumentOutOfRangeException(nameof(total), total, "The units of work in all must be above 0 and at most 10^15.");
        if (!(done >= 0) || done > total)
            throw new ArgumentOutOfRangeException(nameof(done), done, $"The units of work done must be between 0 and the {total} in all.");
        // A project among the others has no projection.
        if (_live.Of(project) is { Project: not null } activity)
            activity.SetProgress((decimal)done, (decimal)total);
    }

    /// <summary>Starts to sample each project's spend rate once a minute and to look for spikes. Does nothing if it has started
    /// already.</summary>
    public void StartMonitoring() => _monitor.Start();

    /// <summary>Stops the sampling. The samples stay.</summary>
    public void StopMonitoring() => _monitor.Stop();

    /// <summary>Moves every record that has been taken to the store.</summary>
    /// <param name="cancellationToken">Ends the waiting; the records stay in the journal.</param>
    /// <returns>When the store holds them all.</returns>
    /// <exception cref="UsageStoreException">The store does not take them. They stay in the journal.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _ledger.FlushAsync(cancellationToken);

    /// <summary>Ends the monitoring and moves what is left to the store. What the store does not take stays in the journal.</summary>
    /// <returns>A task that completes when the tracker has stopped.</returns>
    /// <remarks>Waits at most <see cref="TokenTrackingOptions.DisposeTimeout"/> for a store that does not answer.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _monitor.Stop();
        await _ledger.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Does the same as <see cref="DisposeAsync"/> and waits for it, for containers and programs that cannot.</summary>
    // On another thread: a store may continue in the context of the caller, which waits.
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();
}
