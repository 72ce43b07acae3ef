namespace TokenTracking.SdkTable.Tests.Table;

/// <summary>What is done with a client. A client does what its row of the table names.</summary>
internal abstract class Conversation
{
    /// <summary>Asks, and waits for the whole answer.</summary>
    public abstract Task AskAsync(CancellationToken cancellationToken);

    /// <summary>Asks, and reads the answer as it comes.</summary>
    /// <param name="leaves">True to stop after the first item.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual Task StreamAsync(bool leaves, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Offers a tool, runs it, and asks again with its result.</summary>
    public virtual Task UseToolAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Asks the same question twice over a local cache.</summary>
    public virtual Task RepeatAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
