using TokenTracking.Wire;
using TokenTracking.Wire.Passing;

namespace TokenTracking.Generated;

/// <summary>The body of a response that its result has not read yet: the call is recorded when whoever reads it has read or left
/// it.</summary>
internal sealed class PassedBody : IPassedBody
{
    private readonly Lock _lock = new();
    private readonly int _status;
    private UsageReader? _reader;
    private TrackedCall _call;
    private UsageReading _reading;
    private TimeSpan? _timeToFirst;
    private Exception? _unread;
    private bool _isTracked;
    private bool _isEnded;

    public PassedBody(in WireSource source)
    {
        _status = source.Status ?? 0;
        _reader = new UsageReader(in source);
    }

#pragma warning disable MA0055 // The last chance to record tokens that were paid for: a response that was dropped without Dispose.
    ~PassedBody() => Dispose();
#pragma warning restore MA0055

    /// <summary>Says which call the body ends.</summary>
    /// <param name="call">The call.</param>
    /// <param name="reading">What was read before the body.</param>
    public void Track(in TrackedCall call, in UsageReading reading)
    {
        lock (_lock)
            (_call, _reading, _isTracked) = (call, reading, true);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_isEnded || !_isTracked || bytes.IsEmpty)
                return;
            _timeToFirst ??= _call.Elapsed();
            try
            {
                _reader?.Append(bytes);
            }
#pragma warning disable CA1031 // Law 1: whatever a body does to the reader, the caller gets its bytes; usage is missing.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _unread ??= exception;
            }
        }
    }

    /// <inheritdoc/>
    public void Finish() => End(exception: null, isLeft: false);

    /// <inheritdoc/>
    public void Fail(Exception exception) => End(exception, isLeft: false);

    /// <summary>Whoever reads the body has released it. After the end of the body, it has no effect.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        End(exception: null, isLeft: true);
    }

    private void End(Exception? exception, bool isLeft)
    {
        lock (_lock)
        {
            if (_isEnded)
                return;
            _isEnded = true;
            Complete(isWhole: exception is null && !isLeft, isLeft);
        }

        if (_isTracked)
            _call.EndWith(in _reading, exception, _unread, _timeToFirst);
    }

    private void Complete(bool isWhole, bool isLeft)
    {
        if (_reader is not { } reader)
            return;
        _reader = null;
        try
        {
            _reading.Take(reader.Complete(isWhole), _status, isLeft);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _unread ??= exception;
        }
    }
}
