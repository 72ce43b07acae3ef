namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>Reads a stream, to its end or not.</summary>
internal static class Reading
{
    /// <summary>Reads a stream.</summary>
    /// <param name="items">The stream.</param>
    /// <param name="leaves">True to stop after the first item.</param>
    public static async Task ReadAsync<T>(this IAsyncEnumerable<T> items, bool leaves)
    {
        await foreach (var _ in items)
        {
            if (leaves)
                return;
        }
    }
}
