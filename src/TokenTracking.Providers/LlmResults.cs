using System.Runtime.CompilerServices;
using TokenTracking.Wire;

namespace TokenTracking.Providers;

/// <summary>Makes results and updates from what a response said.</summary>
internal static class LlmResults
{
    public static LlmResult Of(string text, WireUsage usage) => new()
    {
        Text = text,
        Facts = usage.Facts,
        StopReason = usage.StopReason,
    };

    public static async IAsyncEnumerable<LlmStreamUpdate> FromWhole(
        ILlmProvider provider, LlmRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var result = await provider.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        yield return new LlmStreamUpdate
        {
            Text = result.Text,
            Facts = result.Facts,
            StopReason = result.StopReason,
        };
    }
}
