using TokenTracking.Calls;
using TokenTracking.Storage.Requests;

namespace TokenTracking.Http;

/// <summary>A request that is counted from when it is sent until it is known whether a record includes it.</summary>
internal abstract class SentRequest : CountedRequest
{
    private readonly RequestCounter _counter;
    private readonly RequestCell? _cell;
    private int _hasAnswer;

    protected SentRequest(RequestCounter counter, Uri address)
    {
        _counter = counter;
        _cell = counter.CountSent(address);
    }

    public override void Withdraw()
    {
        _counter.Withdraw();
        _cell?.Withdraw();
        // It is no longer this handler's: neither an answer nor a failure is counted again.
        Volatile.Write(ref _hasAnswer, 1);
    }

    protected void CountAnswered()
    {
        if (Interlocked.Exchange(ref _hasAnswer, 1) == 0)
            _cell?.Answered();
    }

    /// <summary>Counts a failure, unless an answer had come before it.</summary>
    protected void CountFailed()
    {
        if (Interlocked.Exchange(ref _hasAnswer, 1) == 0)
            _cell?.Failed();
    }

    protected override void Settled(RequestFate fate)
    {
        switch (fate)
        {
            case RequestFate.Recorded:
                _counter.CountRecord();
                _cell?.Recorded();
                break;
            case RequestFate.Repeated:
                _cell?.Repeated();
                break;
            default:
                _cell?.Missing();
                break;
        }
    }
}
