using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TokenTracking.Pipelines.Tests.Billing;

/// <summary>A chat client that asks for a tool in its first rounds, if it is given one, and bills each call.</summary>
internal class BilledChatClient(Ledger ledger, int toolRounds = 2) : IChatClient
{
    private int _calls;

    public virtual Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => Task.FromResult(Answer(messages, options));

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var update in Answer(messages, options).ToChatResponseUpdates())
            yield return update;
    }

    public virtual object? GetService(Type serviceType, object? serviceKey = null)
        => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => GC.SuppressFinalize(this);

    private ChatResponse Answer(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var call = Interlocked.Increment(ref _calls);
        var rounds = messages.Count(static message => message.Role == ChatRole.Tool);
        ledger.Bill(100 + call, 10 + call);
        var message = options?.Tools is [AIFunction tool, ..] && rounds < toolRounds
            ? new ChatMessage(ChatRole.Assistant, [new FunctionCallContent($"call{call}", tool.Name, null)])
            : new ChatMessage(ChatRole.Assistant, "done");
        return new ChatResponse(message)
        {
            ModelId = "gpt-4o-2024-08-06",
            Usage = new UsageDetails { InputTokenCount = 100 + call, OutputTokenCount = 10 + call },
        };
    }
}
