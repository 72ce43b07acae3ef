using TokenTracking.Storage.Ledger;

namespace TokenTracking;

/// <summary>How a <see cref="TokenTracker"/> works.</summary>
public sealed class TokenTrackingOptions
{
    private TimeSpan _disposeTimeout = TimeSpan.FromSeconds(30);
    private int _maxLiveProjects = 1000;

    /// <summary>False switches tracking off. True by default.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// USD per 1,000 tokens, input and output alike, for calls that the price book knows no price for. Null, the default, leaves such calls
    /// unpriced. Costs made of it are marked <see cref="CostBasis.Fallback"/>.
    /// </summary>
    public decimal? FallbackPricePer1KTokens { get; set; }

    /// <summary>
    /// Estimates the counts of calls that reached a provider which did not report its usage (a stream that was left before its usage came,
    /// an answer without usage), from the lengths of their texts. Null, the default, leaves such calls
    /// <see cref="UsageCompleteness.Missing"/>.
    /// </summary>
    public IUsageEstimator? UsageEstimator { get; set; }

    /// <summary>A call above this many tokens writes one information line to the log. 1,000 by default; null for never. In a container, the
    /// setting <c>TokenTracking:LogCallsAboveTokens</c> of the application's configuration (a number, or <c>never</c>) overrides the
    /// value.</summary>
    public long? LogCallsAboveTokens { get; set; } = 1000;

    /// <summary>The folder for this process's journal; null for the folder next to the store. An in-memory store has none.</summary>
    public string? JournalDirectory { get; set; }

    /// <summary>True flushes every record to the disk itself before <see cref="ITokenTracker.Record"/> returns, against power loss, at the
    /// price of a disk write per call. False, the default, survives the process's death, not the machine's.</summary>
    public bool FlushEachRecord { get; set; }

    /// <summary>Observers that are notified of each recorded call, in this order. They are read when the tracker is created.</summary>
    public IList<IUsageObserver> Observers { get; } = [];

    /// <summary>How many projects have separate live figures (<see cref="ILiveFigures"/>), which take memory while the process runs. 1,000
    /// by default. The calls of all others are in one set of figures (<see cref="TrackerSummary.OtherProjects"/>). Records, stores and
    /// reports have no such limit. Read when the tracker is created.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxLiveProjects
    {
        get => _maxLiveProjects;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _maxLiveProjects = value;
        }
    }

    /// <summary>How often the writer moves records from the journal to the store. 250 ms by default.</summary>
    public TimeSpan WriteInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long disposing of the tracker waits for a store that does not answer, at most; what the store has not accepted by then
    /// stays in the journal until the next start. 30 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero, or is more than 24 days.</exception>
    public TimeSpan DisposeTimeout
    {
        get => _disposeTimeout;
        set
        {
            if (value <= TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue)
                throw new ArgumentOutOfRangeException(nameof(value), value, "The timeout must be above zero and at most 24 days.");
            _disposeTimeout = value;
        }
    }

    /// <summary>What of these options concerns the ledger.</summary>
    internal LedgerOptions ForLedger()
        => new()
        {
            JournalDirectory = JournalDirectory, FlushEachRecord = FlushEachRecord, WriteInterval = WriteInterval,
            DisposeTimeout = DisposeTimeout,
        };
}
