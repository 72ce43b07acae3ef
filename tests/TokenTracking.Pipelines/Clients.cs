using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TokenTracking.Pipelines;

/// <summary>Asks again when a call fails, as resilience middleware does.</summary>
internal sealed class RetryingClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
    }
}

/// <summary>Asks another client when a call fails.</summary>
internal sealed class FallbackClient(IChatClient inner, IChatClient other) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return await other.GetResponseAsync(messages, options, cancellationToken);
        }
    }
}

/// <summary>Makes the call on another thread.</summary>
internal sealed class OtherThreadClient(IChatClient inner, bool suppressesFlow) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!suppressesFlow)
            return Task.Run(() => base.GetResponseAsync(messages, options, cancellationToken), CancellationToken.None);
        using (ExecutionContext.SuppressFlow())
            return Task.Run(() => base.GetResponseAsync(messages, options, cancellationToken), CancellationToken.None);
    }
}

/// <summary>Middleware that changes nothing, and hides what is below it.</summary>
internal sealed class PassThroughClient(IChatClient inner) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => await inner.GetResponseAsync(messages, options, cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in inner.GetStreamingResponseAsync(messages, options, cancellationToken))
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => inner.Dispose();
}
