using TokenTracking.Calls;
using TokenTracking.Storage.Requests;

namespace TokenTracking.Http;

/// <summary>A request that is counted from when it is sent until it is known whether a record includes it.</summary>
internal abstract class SentRequest : CountedRequest
{
    private readonly RequestCounter _counter;
    private readonly RequestAddress _address;
    private RequestCell? _cell;
    private bool _isCounted;
    private bool _isWithdrawn;
    private int _hasAnswer;

    /// <param name="counter">Counts the requests of the handler.</param>
    /// <param name="address">Where the request is sent.</param>
    /// <remarks>If only the response will show that the request is billed, it is counted by <see cref="Count"/>.</remarks>
    protected SentRequest(RequestCounter counter, RequestAddress address)
    {
        (_counter, _address) = (counter, address);
        if (!address.Endpoint.IsCertain)
            return;
        _isCounted = true;
        _cell = counter.CountSent(address);
    }

    public override void Withdraw()
    {
        if (_isWithdrawn)
            return;
        _isWithdrawn = true;
        // From now on, neither an answer nor a failure is counted.
        var hadAnswer = Interlocked.Exchange(ref _hasAnswer, 1) != 0;
        if (!_isCounted)
            return;
        _counter.Withdraw();
        _cell?.Withdraw(hadAnswer);
    }

    /// <summary>Counts a request that turned out to be billed.</summary>
    /// <param name="isAnswered">False if it failed before there was a response.</param>
    protected void Count(bool isAnswered)
    {
        if (_isWithdrawn || _isCounted)
            return;
        _isCounted = true;
        _cell = _counter.CountSent(_address);
        Volatile.Write(ref _hasAnswer, 1);
        if (isAnswered)
            _cell?.Answered();
        else
            _cell?.Failed();
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
