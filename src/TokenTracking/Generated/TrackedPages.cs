using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TokenTracking.Generated;

/// <summary>
/// Tracks a stream that an SDK returns as pages of items (System.ClientModel's collection results): the call begins with the request for
/// a page, which may fail, and is recorded when the page's items have been read. Used by generated decorators.
/// </summary>
/// <typeparam name="TPage">A page: one response.</typeparam>
/// <typeparam name="TItem">An item of it.</typeparam>
/// <param name="call">The call, as the member prepared it.</param>
/// <param name="binder">Reads the usage from the items.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrackedPages<TPage, TItem>(TrackedCall call, UsageBinder<TItem>? binder)
    where TPage : class
{
    private readonly TrackedCall _call = Suspended(in call);
    private readonly ConditionalWeakTable<TPage, Begun> _begun = [];

    /// <summary>The same pages; one whose request fails is recorded as a failed call.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The pages.</returns>
    public async IAsyncEnumerable<TPage> Pages(
        IAsyncEnumerable<TPage> pages, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pages);
        var source = pages.GetAsyncEnumerator(cancellationToken);
        await using var disposal = source.ConfigureAwait(false);
        while (true)
        {
            if (TrackedCall.IsHeld)
                await _call.AdmitAsync(cancellationToken).ConfigureAwait(false);
            var begun = _call.Begin();
            try
            {
                if (!await source.MoveNextAsync().ConfigureAwait(false))
                {
                    begun.Suspend();
                    yield break;
                }
            }
            catch (Exception exception)
            {
                begun.Fail(exception);
                throw;
            }

            yield return Remember(source.Current, in begun);
        }
    }

    /// <summary>The same pages, synchronously.</summary>
    /// <param name="pages">The pages.</param>
    /// <returns>The pages.</returns>
    public IEnumerable<TPage> Pages(IEnumerable<TPage> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        using var enumerator = pages.GetEnumerator();
        while (true)
        {
            if (TrackedCall.IsHeld)
                _call.AdmitNow();
            var begun = _call.Begin();
            try
            {
                if (!enumerator.MoveNext())
                {
                    begun.Suspend();
                    yield break;
                }
            }
            catch (Exception exception)
            {
                begun.Fail(exception);
                throw;
            }

            yield return Remember(enumerator.Current, in begun);
        }
    }

    /// <summary>The items of a page: one call.</summary>
    /// <param name="page">The page.</param>
    /// <param name="items">Its items.</param>
    /// <returns>The items.</returns>
    public IAsyncEnumerable<TItem> Items(TPage page, IAsyncEnumerable<TItem> items)
        => _begun.TryGetValue(page, out var begun)
            ? new TrackedStream<TItem>(in begun.Call, items, binder, isBegun: true)
            : _call.Track(items, binder);

    /// <summary>The items of a page, synchronously.</summary>
    /// <param name="page">The page.</param>
    /// <param name="items">Its items.</param>
    /// <returns>The items.</returns>
    public IEnumerable<TItem> Items(TPage page, IEnumerable<TItem> items)
        => _begun.TryGetValue(page, out var begun)
            ? new TrackedSequence<TItem>(in begun.Call, items, binder, isBegun: true)
            : _call.Track(items, binder);

    // The member returns: its call goes on with the request for the first page, in the flow of whoever asks for it.
    private static TrackedCall Suspended(in TrackedCall call)
    {
        call.Suspend();
        return call;
    }

    private TPage Remember(TPage page, in TrackedCall begun)
    {
        begun.Suspend();
        _begun.AddOrUpdate(page, new Begun(begun));
        return page;
    }

    private sealed class Begun(TrackedCall call)
    {
        public readonly TrackedCall Call = call;
    }
}
