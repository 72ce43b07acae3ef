using System.Collections;
using System.ComponentModel;

namespace TokenTracking.Generated;

/// <summary>A list of services that a tracked object returns: a view of the inner list, whose items are decorated as they are asked for.
/// Used by generated decorators.</summary>
/// <typeparam name="TChild">The services' interface.</typeparam>
/// <param name="inner">The inner list, or a sequence.</param>
/// <param name="children">The family of the object that returns it.</param>
/// <param name="decorate">Makes a decorator.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrackedServices<TChild>(
    IEnumerable<TChild> inner, TrackedChildren children, Func<TChild, TrackedChildren, TChild> decorate)
    : IReadOnlyList<TChild>
    where TChild : class?
{
    /// <summary>How many services the inner list has now.</summary>
    public int Count => inner is IReadOnlyCollection<TChild> counted ? counted.Count : inner.Count();

    /// <summary>The decorator of the service at a place of the inner list.</summary>
    /// <param name="index">The place, from 0.</param>
    public TChild this[int index] => children.Wrap(inner is IReadOnlyList<TChild> list ? list[index] : inner.ElementAt(index), decorate);

    /// <inheritdoc/>
    public IEnumerator<TChild> GetEnumerator()
    {
        foreach (var service in inner)
            yield return children.Wrap(service, decorate);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
