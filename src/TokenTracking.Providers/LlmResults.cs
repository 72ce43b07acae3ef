using System.Runtime.CompilerServices;
using TokenTracking.Wire;

namespace TokenTracking.Providers;

/// <summary>Makes results and updates from what a response said.</summary>
internal static class LlmResults
{
    public static LlmResult Of(string text, WireUsage usage) => new()
    {
        Text = text,
        Usage = usage.Usage,
        Parts = usage.Parts,
        Completeness = usage.Completeness,
        RawUsage = usage.RawUsage,
        Model = usage.Model,
        Provider = usage.Provider,
        StopReason = usage.StopReason,
        ResponseId = usage.ResponseId,
        ServiceTier = usage.ServiceTier,
        Speed = usage.Speed,
        Geo = usage.Geo,
        ReportedCost = usage.ReportedCost,
    };

    public static async IAsyncEnumerable<LlmStreamUpdate> FromWhole(
        ILlmProvider provider, LlmRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var result = await provider.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        yield return new LlmStreamUpdate
        {
            Text = result.Text,
            Usage = result.Usage,
            Parts = result.Parts,
            Completeness = result.Completeness,
            Model = result.Model,
            Provider = result.Provider,
            StopReason = result.StopReason,
            ResponseId = result.ResponseId,
            ServiceTier = result.ServiceTier,
            Speed = result.Speed,
            Geo = result.Geo,
            ReportedCost = result.ReportedCost,
            RawUsage = result.RawUsage,
        };
    }
}
