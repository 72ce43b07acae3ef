using System.Runtime.InteropServices;
using TokenTracking.Wire.Endpoints;
using TokenTracking.Wire.Reading;

namespace TokenTracking.Http;

/// <summary>A request that asks an LLM for something that costs, as far as its address shows it.</summary>
/// <param name="Operation">What is asked for, by its OpenTelemetry name.</param>
/// <param name="Model">The model or deployment in the URL (Bedrock, Gemini, Azure); null if the body names it.</param>
/// <param name="IsKnown">True if the host is that of a provider; otherwise, false.</param>
/// <param name="IsCertain">False if the path is one that other services have too, on a host that is not known: then the content of the
/// request or of the response has to show it.</param>
/// <param name="Arrival">How the usage arrives.</param>
/// <param name="Answer">Where a line of a file of results has the response; empty for any other endpoint.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LlmEndpoint(
    string Operation, string? Model, bool IsKnown, bool IsCertain, UsageArrival Arrival, string Answer)
{
    /// <summary>The endpoint of a request; null if it is none that costs.</summary>
    public static LlmEndpoint? Of(HttpMethod method, Uri? uri)
    {
        if ((method != HttpMethod.Post && method != HttpMethod.Get) || uri is not { IsAbsoluteUri: true })
            return null;
        return LlmPaths.Find(method.Method, uri, out var isThere) is { } found
            ? new LlmEndpoint(
                found.Operation, AddressedModel.Of(uri.AbsolutePath), isThere || ProviderHosts.Include(uri),
                isThere || found.Condition != PathCondition.ByContent, found.Arrival, found.Answer)
            : null;
    }
}
