using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TokenTracking.Generated;

/// <summary>
/// The decorators of everything that one tracked object returns: one for each inner object, so that asking twice gives the same.
/// Used by generated decorators.
/// </summary>
/// <param name="tracker">The tracker of them all.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrackedChildren(ITokenTracker tracker)
{
    // An object may come out under several interfaces: a decorator for each.
    private readonly ConditionalWeakTable<object, List<object>> _decorators = [];

    // What comes back as an argument is passed to the inner object as its own.
    private readonly ConditionalWeakTable<object, object> _inners = [];

    /// <summary>The tracker of them all.</summary>
    public ITokenTracker Tracker { get; } = tracker;

    /// <summary>Begins the family of a decorator; there is none where its inner object tracks already.</summary>
    /// <param name="tracker">The decorator's tracker; null if it only passes on.</param>
    /// <param name="inner">The decorated object.</param>
    /// <param name="decorator">Its decorator.</param>
    /// <returns>The family; null for none.</returns>
    public static TrackedChildren? Begin(ITokenTracker? tracker, object inner, object decorator)
    {
        if (tracker is null)
            return null;
        var children = new TrackedChildren(tracker);
        children._decorators.Add(inner, [decorator]);
        children._inners.Add(decorator, inner);
        return children;
    }

    /// <summary>The object under a decorator that is passed back: the inner object knows only its own.</summary>
    /// <typeparam name="TChild">The interface.</typeparam>
    /// <param name="children">The family; null if there is none.</param>
    /// <param name="passed">What is passed.</param>
    /// <returns>The inner object of one of the family's decorators; anything else as it is.</returns>
    public static TChild Unwrap<TChild>(TrackedChildren? children, TChild passed)
        => children is not null && passed is not null && children._inners.TryGetValue(passed, out var inner) && inner is TChild own
            ? own
            : passed;

    /// <summary>The decorator of an object that was returned.</summary>
    /// <typeparam name="TChild">The interface.</typeparam>
    /// <param name="inner">The object; what tracks already, and null, is passed on as it is.</param>
    /// <param name="decorate">Makes the decorator.</param>
    /// <returns>The decorator; the same for the same object.</returns>
    public TChild Wrap<TChild>(TChild inner, Func<TChild, TrackedChildren, TChild> decorate)
        where TChild : class?
    {
        ArgumentNullException.ThrowIfNull(decorate);
        if (inner is null || TrackedCall.IsTracked(inner))
            return inner;
        var known = _decorators.GetValue(inner, static _ => []);
        lock (known)
        {
            foreach (var decorator in known)
            {
                if (decorator is TChild same)
                    return same;
            }

            var made = decorate(inner, this);
            known.Add(made!);
            _inners.AddOrUpdate(made!, inner);
            return made;
        }
    }

    /// <summary>As <c>Wrap</c>, for an object that is returned later.</summary>
    /// <typeparam name="TChild">The interface.</typeparam>
    /// <param name="inner">The task that brings it.</param>
    /// <param name="decorate">Makes the decorator.</param>
    /// <returns>A task that brings the decorator.</returns>
    public Task<TChild> Wrap<TChild>(Task<TChild> inner, Func<TChild, TrackedChildren, TChild> decorate)
        where TChild : class?
        => inner is null ? inner! : WrapLater(inner, decorate);

    /// <summary>As <c>Wrap</c>, for an object that is returned later.</summary>
    /// <typeparam name="TChild">The interface.</typeparam>
    /// <param name="inner">The task that brings it.</param>
    /// <param name="decorate">Makes the decorator.</param>
    /// <returns>A task that brings the decorator.</returns>
    public ValueTask<TChild> Wrap<TChild>(ValueTask<TChild> inner, Func<TChild, TrackedChildren, TChild> decorate)
        where TChild : class?
        => new(WrapLater(inner.AsTask(), decorate));

    [AsyncMethodBuilder(typeof(PassingMethodBuilder<>))]
    private async Task<TChild> WrapLater<TChild>(Task<TChild> inner, Func<TChild, TrackedChildren, TChild> decorate)
        where TChild : class?
    {
        await ((Task)inner).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (inner.IsFaulted)
            return await new PassedFailure<TChild>(inner);
        return Wrap(await inner.ConfigureAwait(false), decorate);
    }
}
