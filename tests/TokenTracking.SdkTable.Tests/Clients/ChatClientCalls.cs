using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>A chat client of Microsoft.Extensions.AI, below the layers that applications put above one.</summary>
internal sealed class ChatClientCalls(IChatClient client) : Conversation
{
    public static AIFunction Weather { get; } = AIFunctionFactory.Create(static () => "sunny", "weather");

    public static IDistributedCache NewCache() => new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));

    public override Task AskAsync(CancellationToken cancellationToken)
        => client.GetResponseAsync("hello", cancellationToken: cancellationToken);

    public override async Task StreamAsync(bool leaves, CancellationToken cancellationToken)
    {
        await client.GetStreamingResponseAsync("hello", cancellationToken: cancellationToken).ReadAsync(leaves);
    }

    public override Task UseToolAsync(CancellationToken cancellationToken) => new FunctionInvokingChatClient(client).GetResponseAsync(
        "hello", new ChatOptions { Tools = [Weather] }, cancellationToken);

    public override async Task RepeatAsync(CancellationToken cancellationToken)
    {
        var cached = new DistributedCachingChatClient(client, NewCache());
        await cached.GetResponseAsync("hello", cancellationToken: cancellationToken);
        await cached.GetResponseAsync("hello", cancellationToken: cancellationToken);
    }
}
