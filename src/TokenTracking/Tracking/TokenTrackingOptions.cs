using TokenTracking.Storage.Ledger;

namespace TokenTracking;

/// <summary>How a <see cref="TokenTracker"/> works.</summary>
public sealed class TokenTrackingOptions
{
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

    /// <summary>A call above this many tokens writes one information line to the log. 1,000 by default; null for
    /// never.</summary>
    public long? LogCallsAboveTokens { get; set; } = 1000;

    /// <summary>The folder for this process's journal; null for the folder next to the store. An in-memory store has none.</summary>
    public string? JournalDirectory { get; set; }

    /// <summary>True flushes every record to the disk itself before <see cref="ITokenTracker.Record"/> returns, against power loss, at the
    /// price of a disk write per call. False, the default, survives the process's death, not the machine's.</summary>
    public bool FlushEachRecord { get; set; }

    /// <summary>Observers that are notified of each recorded call, in this order. They are read when the tracker is created.</summary>
    public IList<IUsageObserver> Observers { get; } = [];

    /// <summary>How often the writer moves records from the journal to the store. 250 ms by default.</summary>
    public TimeSpan WriteInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>What of these options concerns the ledger.</summary>
    internal LedgerOptions ForLedger()
        => new() { JournalDirectory = JournalDirectory, FlushEachRecord = FlushEachRecord, WriteInterval = WriteInterval };
}
