using Microsoft.Extensions.Logging;

namespace TokenTracking.Tracking;

/// <summary>Notifies observers of a record, each guarded from what the others throw. A failure is logged when it begins.</summary>
internal sealed partial class UsageObservers(IReadOnlyList<IUsageObserver> observers, ILogger logger)
{
    private readonly IUsageObserver[] _observers = [.. observers];
    private readonly bool[] _fails = new bool[observers.Count];

    public void OnRecorded(in UsageRecord record)
    {
        for (var i = 0; i < _observers.Length; i++)
        {
            try
            {
                _observers[i].OnRecorded(in record);
                // Read first: a write at each call would be shared by all threads.
                if (_fails[i])
                    _fails[i] = false;
            }
#pragma warning disable CA1031 // An observer is foreign code: the record is durable already, and the call's answer is the caller's.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Failed(i, exception);
            }
        }
    }

    private void Failed(int index, Exception exception)
    {
        if (_fails[index])
            return;
        _fails[index] = true;
        LogObserverFailed(exception, _observers[index].GetType());
    }

    [LoggerMessage(TrackingLogEvents.ObserverFailed, LogLevel.Error, "The usage observer {Observer} failed; the call is recorded")]
    private partial void LogObserverFailed(Exception exception, Type observer);
}
