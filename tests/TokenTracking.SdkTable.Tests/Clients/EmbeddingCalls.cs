using Microsoft.Extensions.AI;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>An embedding generator of Microsoft.Extensions.AI.</summary>
internal sealed class EmbeddingCalls(IEmbeddingGenerator<string, Embedding<float>> generator) : Conversation
{
    public override Task AskAsync(CancellationToken cancellationToken)
        => generator.GenerateAsync(["hello"], cancellationToken: cancellationToken);

    public override async Task RepeatAsync(CancellationToken cancellationToken)
    {
        var cached = new DistributedCachingEmbeddingGenerator<string, Embedding<float>>(generator, ChatClientCalls.NewCache());
        await cached.GenerateAsync(["hello"], cancellationToken: cancellationToken);
        await cached.GenerateAsync(["hello"], cancellationToken: cancellationToken);
    }
}
