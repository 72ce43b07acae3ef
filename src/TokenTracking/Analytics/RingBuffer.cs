namespace TokenTracking.Analytics;

/// <summary>The last <c>capacity</c> items, oldest first. Grows as it fills, so that a quiet project costs little.</summary>
internal sealed class RingBuffer<T>(int capacity)
{
    private readonly List<T> _items = [];
    private int _oldest;

    public int Count => _items.Count;

    /// <summary>The item at <paramref name="index"/>, counted from the oldest.</summary>
    public T this[int index] => _items[(_oldest + index) % _items.Count];

    public void Add(T item)
    {
        if (_items.Count < capacity)
        {
            _items.Add(item);
            return;
        }

        _items[_oldest] = item;
        _oldest = (_oldest + 1) % capacity;
    }

    public T[] ToArray()
    {
        var items = new T[Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = this[i];
        return items;
    }
}
