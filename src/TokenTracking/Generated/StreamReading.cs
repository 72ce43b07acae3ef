using System.Runtime.InteropServices;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <summary>One enumeration of a stream: gathers what its items say, and records it exactly once, however it ends.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct StreamReading<TItem>(in TrackedCall prepared, UsageBinder<TItem>? binder, bool isBegun = false)
{
    private TrackedCall _call = prepared;
    private UsageReading _reading;
    private TimeSpan? _timeToFirst;
    private Exception? _unread;
    private int _state;

    private const int Begun = 1;
    private const int Ended = 2;

    /// <summary>True if the enumeration has not begun, and its call has to be admitted first; otherwise, false.</summary>
    public readonly bool IsHeld => TrackedCall.IsHeld && _state == 0 && !isBegun;

    /// <summary>Asks the tracker before the enumeration begins. An exception refuses the call.</summary>
    public readonly void Admit() => _call.AdmitNow();

    /// <summary>As <see cref="Admit"/>, for a stream that can wait.</summary>
    public readonly ValueTask AdmitAsync(CancellationToken cancellationToken) => _call.AdmitAsync(cancellationToken);

    /// <summary>Before the first item is asked for. A stream that nobody reads made no call.</summary>
    public void Begin()
    {
        if (_state != 0)
        {
            if (_state == Begun)
                _call.ReenterFlow();
            return;
        }

        _call = isBegun ? _call.Resumed() : _call.Begin();
        _state = Begun;
    }

    /// <summary>After the next item has been asked for: the caller's own flow goes on.</summary>
    public readonly void Leave() => _call.LeaveFlow();

    public void Take(TItem item)
    {
        _timeToFirst ??= _call.Elapsed();
        try
        {
            binder?.Invoke(item, ref _reading);
        }
#pragma warning disable CA1031 // Law 1: the item is there, even if its getters throw. The record says that it could not be read.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (_unread is null)
                _call.ReadingFailed(exception);
            _unread ??= exception;
        }
    }

    public void Finish()
        => End(_unread is { } unread ? CallEnding.Unread(unread) : _reading.Ending?.Ending ?? CallEnding.Success);

    /// <param name="exception">What the stream threw.</param>
    /// <param name="atOnce">True if it had thrown it already when it was asked for the item.</param>
    public void Fail(Exception exception, bool atOnce = false)
    {
        var ending = CallEnding.Of(exception, out var reported);
        _reading.TakeReported(in reported);
        End(ending with { IsAtOnce = atOnce });
    }

    /// <summary>True if layers below may see the same call; otherwise, false. Their ends come first.</summary>
    public readonly bool HasLayers => _call.HasLayers;

    /// <summary>Left before its end; after the end it does nothing.</summary>
    public void Abandon() => End(CallEnding.Abandoned);

    private void End(CallEnding ending)
    {
        // Dispose may come from another thread than the last item, and the finalizer always does.
        if (Interlocked.CompareExchange(ref _state, Ended, Begun) == Begun && _call.RecordsStream(in _reading))
            _call.End(in ending, in _reading, _call.Now, _timeToFirst);
    }
}
