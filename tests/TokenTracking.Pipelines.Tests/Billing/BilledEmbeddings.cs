using Microsoft.Extensions.AI;

namespace TokenTracking.Pipelines.Tests.Billing;

/// <summary>An embedding generator that bills each call.</summary>
internal sealed class BilledEmbeddings<TInput>(Ledger ledger) : IEmbeddingGenerator<TInput, Embedding<float>>
{
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<TInput> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var made = values.Select(static _ => new Embedding<float>(new float[] { 1, 2 }) { ModelId = "text-embedding-3-small" }).ToList();
        ledger.Bill(7 * made.Count, 0);
        return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(made)
        {
            Usage = new UsageDetails { InputTokenCount = 7 * made.Count, OutputTokenCount = 0 },
        });
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
