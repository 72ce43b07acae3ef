using System.ComponentModel;

namespace TokenTracking.Generated;

/// <summary>Disposes of a decorated object in whichever way it knows. Called by generated decorators.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InnerDisposal
{
    /// <summary>Disposes of it synchronously.</summary>
    /// <param name="inner">The object.</param>
    /// <exception cref="NotSupportedException">It can only be disposed of asynchronously.</exception>
    public static void Dispose(object inner)
    {
        if (inner is IDisposable disposable)
            disposable.Dispose();
        else if (inner is IAsyncDisposable)
            throw new NotSupportedException($"{inner.GetType()} can only be disposed of asynchronously: use DisposeAsync.");
    }

    /// <summary>Disposes of it asynchronously, or synchronously where it knows no other way.</summary>
    /// <param name="inner">The object.</param>
    /// <returns>A task that completes when the object is disposed of.</returns>
    public static ValueTask DisposeAsync(object inner)
    {
        if (inner is IAsyncDisposable disposable)
            return disposable.DisposeAsync();
        Dispose(inner);
        return ValueTask.CompletedTask;
    }
}
