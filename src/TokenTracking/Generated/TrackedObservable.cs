namespace TokenTracking.Generated;

/// <summary>A pushed stream whose subscriptions are calls.</summary>
internal sealed class TrackedObservable<TItem>(in TrackedCall call, IObservable<TItem> inner, UsageBinder<TItem>? binder)
    : IObservable<TItem>
{
    private readonly TrackedCall _call = call;

    public IDisposable Subscribe(IObserver<TItem> observer)
    {
        var subscription = new Subscription(in _call, observer, binder);
        subscription.Begin(inner);
        return subscription;
    }

    private sealed class Subscription(in TrackedCall call, IObserver<TItem> observer, UsageBinder<TItem>? binder)
        : IObserver<TItem>, IDisposable
    {
        private StreamReading<TItem> _reading = new(in call, binder);
        private IDisposable? _subscription;

        public void Begin(IObservable<TItem> inner)
        {
            if (_reading.IsHeld)
                _reading.Admit();
            _reading.Begin();
            try
            {
                _subscription = inner.Subscribe(this);
            }
            catch (Exception exception)
            {
                _reading.Fail(exception);
                throw;
            }

            _reading.Leave();
        }

        public void OnNext(TItem value)
        {
            _reading.Take(value);
            observer.OnNext(value);
        }

        public void OnError(Exception error)
        {
            _reading.Fail(error);
            observer.OnError(error);
        }

        public void OnCompleted()
        {
            _reading.Finish();
            observer.OnCompleted();
        }

        public void Dispose()
        {
            _reading.Abandon();
            _subscription?.Dispose();
        }
    }
}
