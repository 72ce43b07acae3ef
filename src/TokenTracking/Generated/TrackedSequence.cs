using System.Collections;
using System.Diagnostics;

namespace TokenTracking.Generated;

/// <summary>A synchronous stream whose enumerations are calls.</summary>
internal sealed class TrackedSequence<TItem>(
    in TrackedCall call, IEnumerable<TItem> inner, UsageBinder<TItem>? binder, bool isBegun = false)
    : IEnumerable<TItem>
{
    private readonly TrackedCall _call = call;

    public IEnumerator<TItem> GetEnumerator() => new Enumerator(in _call, inner.GetEnumerator(), binder, isBegun);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(in TrackedCall call, IEnumerator<TItem> inner, UsageBinder<TItem>? binder, bool isBegun)
        : IEnumerator<TItem>
    {
        private StreamReading<TItem> _reading = new(in call, binder, isBegun);

#pragma warning disable MA0055 // The last chance to record tokens that were paid for: a stream that was begun and dropped without Dispose.
        ~Enumerator() => _reading.Abandon();
#pragma warning restore MA0055

        public TItem Current => inner.Current;

        object? IEnumerator.Current => inner.Current;

        [StackTraceHidden]
        public bool MoveNext()
        {
            if (_reading.IsHeld)
                _reading.Admit();
            _reading.Begin();
            bool moved;
            try
            {
                moved = inner.MoveNext();
            }
            catch (Exception exception)
            {
                _reading.Fail(exception);
                throw;
            }

            _reading.Leave();
            if (moved)
                _reading.Take(inner.Current);
            else
                _reading.Finish();
            return moved;
        }

        public void Reset() => inner.Reset();

        public void Dispose()
        {
            if (!_reading.HasLayers)
                _reading.Abandon();
            try
            {
                inner.Dispose();
            }
            finally
            {
                // The layers below end first: the lowest one that saw usage records it.
                _reading.Abandon();
                GC.SuppressFinalize(this);
            }
        }
    }
}
