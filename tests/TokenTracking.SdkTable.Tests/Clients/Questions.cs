using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>A client that answers questions, and perhaps as a stream.</summary>
internal sealed class Questions(Func<CancellationToken, Task> ask, Func<bool, CancellationToken, Task>? stream = null) : Conversation
{
    public override Task AskAsync(CancellationToken cancellationToken) => ask(cancellationToken);

    public override Task StreamAsync(bool leaves, CancellationToken cancellationToken)
        => stream?.Invoke(leaves, cancellationToken) ?? base.StreamAsync(leaves, cancellationToken);
}
