using Microsoft.Extensions.AI;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>An image generator of Microsoft.Extensions.AI.</summary>
internal sealed class ImageCalls(IImageGenerator generator) : Conversation
{
    public override Task AskAsync(CancellationToken cancellationToken)
        => generator.GenerateAsync(new ImageGenerationRequest("hello"), cancellationToken: cancellationToken);
}

/// <summary>A client of Microsoft.Extensions.AI that writes down speech.</summary>
internal sealed class SpeechCalls(ISpeechToTextClient client) : Conversation
{
    public override Task AskAsync(CancellationToken cancellationToken)
        => client.GetTextAsync(new MemoryStream([1, 2, 3]), cancellationToken: cancellationToken);

    public override async Task StreamAsync(bool leaves, CancellationToken cancellationToken)
    {
        await client.GetStreamingTextAsync(new MemoryStream([1, 2, 3]), cancellationToken: cancellationToken).ReadAsync(leaves);
    }
}
