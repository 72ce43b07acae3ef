using System.Collections.Concurrent;
using TokenTracking.SdkTable.Tests.Dialects;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Serving;

/// <summary>Answers the requests of one cell of the table as its situation asks, and keeps what was sent.</summary>
internal sealed class Ledger(Situation situation, string model) : IDisposable
{
    private readonly ConcurrentQueue<LedgerEntry> _entries = new();
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closed = new();
    private int _asked;

    public IReadOnlyList<LedgerEntry> Entries => [.. _entries];

    /// <summary>How many answers call a tool, where tools are called.</summary>
    public int ToolRounds { get; init; } = 1;

    /// <summary>The requests that are billed.</summary>
    public IReadOnlyList<Tokens> Billed => [.. _entries.Select(static entry => entry.Billed).OfType<Tokens>()];

    /// <summary>Completes with the first request.</summary>
    public Task Arrived => _arrived.Task;

    /// <summary>Answers a request; null if it waits until the cell is over, and gets no answer.</summary>
    public async Task<Answer?> AnswerAsync(string host, string path, string body)
    {
        var index = Interlocked.Increment(ref _asked) - 1;
        _arrived.TrySetResult();
        if (situation == Situation.Cancelled)
        {
            _entries.Enqueue(new LedgerEntry(path, 0, null));
            await Closed();
            return null;
        }

        if (situation == Situation.Failed || (situation == Situation.Retried && index == 0))
            return Refused(path, situation == Situation.Failed ? 400 : 503);
        var tokens = CountsOf(index, path);
        var question = new Question(
            host, path, body, model, tokens, Guid.NewGuid().ToString("N"), situation == Situation.Tools && index < ToolRounds);
        var (answer, isBilled) = DialectTable.Answer(question);
        _entries.Enqueue(new LedgerEntry(path, answer.Status, isBilled ? tokens : null));
        return answer;
    }

    /// <summary>Whether a stream is held after its first item, until the cell is over.</summary>
    public bool HoldsStreams => situation == Situation.Left;

    /// <summary>Completes when the cell is over.</summary>
    public Task Closed()
        => Task.Delay(Timeout.Infinite, _closed.Token).ContinueWith(static _ => { }, CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    // Every answer has different counts, so that one that is counted twice does not make up for one that is lost.
    private Tokens CountsOf(int index, string path)
    {
        var (read, write) = situation == Situation.Cached ? (40, DialectTable.HasCacheWrites(path) ? 16 : 0) : (0, 0);
        return new Tokens(100 + (10 * index), read, write, DialectTable.HasOutput(path) ? 20 + index : 0);
    }

    private Answer Refused(string path, int status)
    {
        _entries.Enqueue(new LedgerEntry(path, status, null));
        return Answer.Json("""
            {"type":"error","message":"no","__type":"ValidationException",
             "error":{"type":"invalid_request_error","message":"no","code":"no","status":"INVALID_ARGUMENT"}}
            """) with { Status = status };
    }
}
