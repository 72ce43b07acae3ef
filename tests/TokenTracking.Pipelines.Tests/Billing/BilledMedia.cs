using Microsoft.Extensions.AI;

namespace TokenTracking.Pipelines.Tests.Billing;

/// <summary>A speech client and an image generator that bill each call.</summary>
internal sealed class BilledMedia(Ledger ledger) : ISpeechToTextClient, IImageGenerator
{
    private static UsageDetails Usage => new() { InputTokenCount = 50, OutputTokenCount = 20 };

    public Task<SpeechToTextResponse> GetTextAsync(
        Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
    {
        ledger.Bill(50, 20);
        return Task.FromResult(new SpeechToTextResponse("hello") { Usage = Usage });
    }

    public IAsyncEnumerable<SpeechToTextResponseUpdate> GetStreamingTextAsync(
        Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public Task<ImageGenerationResponse> GenerateAsync(
        ImageGenerationRequest request, ImageGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ledger.Bill(50, 20);
        return Task.FromResult(new ImageGenerationResponse { Usage = Usage });
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
