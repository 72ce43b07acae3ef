using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TokenTracking.Generated;

/// <summary>A stream whose enumerations are calls.</summary>
internal sealed class TrackedStream<TItem>(
    in TrackedCall call, IAsyncEnumerable<TItem> inner, UsageBinder<TItem>? binder, bool isBegun = false,
    CancellationToken cancellationToken = default)
    : IAsyncEnumerable<TItem>
{
    private readonly CancellationToken _cancellationToken = cancellationToken;
    private readonly TrackedCall _call = call;

    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        => new Enumerator(in _call, inner.GetAsyncEnumerator(cancellationToken), binder, isBegun)
        {
            MemberToken = _cancellationToken,
            EnumerationToken = cancellationToken,
        };

    /// <remarks>By hand and not an async iterator: an item that is there is passed on without a suspension, and an enumerator that is left
    /// without Dispose is still recorded by its finalizer.</remarks>
    private sealed class Enumerator(in TrackedCall call, IAsyncEnumerator<TItem> inner, UsageBinder<TItem>? binder, bool isBegun)
        : IAsyncEnumerator<TItem>
    {
        private StreamReading<TItem> _reading = new(in call, binder, isBegun);

#pragma warning disable MA0055 // The last chance to record tokens that were paid for: a stream that was begun and dropped without Dispose.
        ~Enumerator() => _reading.Abandon();
#pragma warning restore MA0055

        /// <summary>The token that the member was given.</summary>
        public CancellationToken MemberToken { get; init; }

        /// <summary>The token that the enumeration was given.</summary>
        public CancellationToken EnumerationToken { get; init; }

        public TItem Current => inner.Current;

        [StackTraceHidden]
        public ValueTask<bool> MoveNextAsync() => _reading.IsHeld ? MoveOnceAdmitted() : Move();

        private async ValueTask<bool> MoveOnceAdmitted()
        {
            using (var both = CancellationTokenSource.CreateLinkedTokenSource(MemberToken, EnumerationToken))
                await _reading.AdmitAsync(both.Token).ConfigureAwait(false);
            return await Move().ConfigureAwait(false);
        }

        [StackTraceHidden]
        private ValueTask<bool> Move()
        {
            _reading.Begin();
            ValueTask<bool> move;
            try
            {
                move = inner.MoveNextAsync();
            }
            catch (Exception exception)
            {
                _reading.Fail(exception, atOnce: true);
                throw;
            }

            _reading.Leave();

            return move.IsCompletedSuccessfully ? new ValueTask<bool>(Moved(move.Result)) : Await(move, move.IsCompleted);
        }

        public ValueTask DisposeAsync()
        {
            GC.SuppressFinalize(this);
            if (_reading.HasLayers)
                return AbandonAfterDisposal();
            _reading.Abandon();
            return inner.DisposeAsync();
        }

        /// <summary>The layers below end first: the lowest one that saw usage records it.</summary>
        private async ValueTask AbandonAfterDisposal()
        {
            try
            {
                await inner.DisposeAsync().ConfigureAwait(false);
            }
            finally
            {
                _reading.Abandon();
            }
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<bool> Await(ValueTask<bool> move, bool atOnce)
        {
            bool moved;
            try
            {
                moved = await move.ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                _reading.Fail(exception, atOnce);
                throw;
            }

            return Moved(moved);
        }

        private bool Moved(bool moved)
        {
            if (moved)
                _reading.Take(inner.Current);
            else
                _reading.Finish();
            return moved;
        }
    }
}
