using Microsoft.Extensions.Logging;
using TokenTracking.Storage.Journals;
using TokenTracking.Storage.Requests;

namespace TokenTracking.Storage.Ledger;

/// <summary>
/// The way of a record from <see cref="ITokenTracker.Record"/> into the store: one append to this process's journal, then, in the
/// background and in groups, into the store. If there is no journal, or it cannot grow, the record waits in memory.
/// </summary>
internal sealed partial class LedgerWriter : IAsyncDisposable
{
    /// <summary>A journal that never falls empty is followed by a new one at this size, in bytes, so that its disk space comes
    /// back.</summary>
    public const long DefaultJournalLimit = 8 << 20;

    [ThreadStatic]
    private static FrameBuffer? t_frame;

    private readonly IUsageWriter _store;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly string? _directory;
    private readonly long _journalLimit;

    // Guards the fields below and the journal's length: held for a write into the page cache, never for a disk or a store.
    private readonly Lock _lock = new();
    private readonly List<UsageRecord> _waiting = [];
    private readonly Queue<JournalFile> _full = new();
    private JournalFile? _journal;
    private bool _mayAppend = true;
    private bool _saidJournalFails;
    private bool _saidLocksDoNotWork;

    public LedgerWriter(
        IUsageWriter store, LedgerOptions options, TimeProvider timeProvider, ILogger logger, long journalLimit = DefaultJournalLimit,
        RequestCells? requests = null)
    {
        _store = store;
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        _directory = options.DirectoryOf(store);
        _journalLimit = journalLimit;
        _mover = new JournalMover(store, logger);
        _requests = requests is null ? null : new RequestWriter(store, requests, logger);
        _interval = options.WriteInterval;
        _delay = _interval;
        _timer = CreateTimer(timeProvider);
        if (requests is not null)
            requests.Changed = Wake;
        // What is kept in memory alone loses nothing with the process that it would not lose in any case.
        if (_directory is null && store is not InMemoryUsageStore)
            LedgerLog.NoJournal(logger, store.GetType().Name);
    }

    /// <summary>Records that are in memory alone although there should be a journal.</summary>
    public long RecordsNotDurable
    {
        get
        {
            if (_directory is null)
                return 0;
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>Takes a record: durable when this returns, or waiting in memory and counted so. Never throws.</summary>
    public void Append(in UsageRecord record)
    {
        if (_directory is null || !TryJournal(in record))
        {
            lock (_lock)
                _waiting.Add(record);
        }

        Wake();
    }

    /// <summary>Recovers the records that terminated processes left.</summary>
    public Task RecoverAsync(CancellationToken cancellationToken)
        => _directory is null ? Task.CompletedTask : UsageJournals.RecoverAsync(_store, _directory, _logger, cancellationToken);

    private bool TryJournal(in UsageRecord record)
    {
        var frame = t_frame ??= new FrameBuffer();
        try
        {
            if (!JournalFrame.TryWrite(in record, frame))
            {
                LedgerLog.RecordTooLarge(_logger, JournalFrame.MaxPayload);
                return false;
            }

            JournalFile journal;
            lock (_lock)
            {
                if (!_mayAppend)
                    return false;
                journal = _journal ?? BeginJournal();
                journal.Append(frame.Written);
                if (_saidJournalFails)
                    SayJournalRecovered();
            }

            if (_options.FlushEachRecord)
                Flush(journal);
            return true;
        }
#pragma warning disable CA1031 // Law 1: whatever a file system throws, the caller gets the LLM's answer and the record waits in memory.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            JournalFailed(exception);
            return false;
        }
    }

    private JournalFile BeginJournal()
    {
        _journal = JournalFile.Create(_directory!);
        if (!_journal.IsLocked && !_saidLocksDoNotWork)
        {
            _saidLocksDoNotWork = true;
            LedgerLog.LocksDoNotWork(_logger, _journal.Path);
        }

        return _journal;
    }

    private static void Flush(JournalFile journal)
    {
        try
        {
            journal.FlushToDisk();
        }
        catch (ObjectDisposedException)
        {
            // The writer has moved the record into the store and closed the file meanwhile: more than a flush could do.
        }
    }

    /// <summary>Stops appending until the writer's next round: a full disk must not cost every call a failing write.</summary>
    private void JournalFailed(Exception exception)
    {
        bool said;
        lock (_lock)
        {
            _mayAppend = false;
            said = _saidJournalFails;
            _saidJournalFails = true;
        }

        if (!said)
            LedgerLog.JournalFailed(_logger, exception, _directory!);
    }

    private void SayJournalRecovered()
    {
        _saidJournalFails = false;
        LedgerLog.JournalRecovered(_logger, _directory!);
    }
}
