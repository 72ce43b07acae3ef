using System.Runtime.InteropServices;
using TokenTracking.Wire.Endpoints;

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
    private const string Prediction = "/predictions";

    private static readonly string[] ModelSegments =
        ["/models/", "/model/", "/deployments/", "/serving-endpoints/", "/ai/run/", "/workers-ai/", "/wenxinworkshop/chat/"];

    /// <summary>The endpoint of a request; null if it is none that costs.</summary>
    public static LlmEndpoint? Of(HttpMethod method, Uri? uri)
    {
        if ((method != HttpMethod.Post && method != HttpMethod.Get) || uri is not { IsAbsoluteUri: true })
            return null;
        return LlmPaths.Find(method.Method, uri, out var isThere) is { } found
            ? new LlmEndpoint(
                found.Operation, ModelIn(uri.AbsolutePath), isThere || ProviderHosts.Include(uri),
                isThere || found.Condition != PathCondition.ByContent, found.Arrival, found.Answer)
            : null;
    }

    private static string? ModelIn(string path)
    {
        foreach (var segment in ModelSegments)
        {
            var start = path.LastIndexOf(segment, StringComparison.OrdinalIgnoreCase);
            if (start < 0)
                continue;
            var rest = path.AsSpan(start + segment.Length);
            // The names of Cloudflare's and Replicate's models have slashes in them.
            var end = segment is "/ai/run/" or "/workers-ai/" or "/wenxinworkshop/chat/" ? rest.Length
                : rest.EndsWith(Prediction, StringComparison.OrdinalIgnoreCase) ? rest.Length - Prediction.Length
                : rest.IndexOf('/');
            // A colon ends Gemini's model and is a part of Bedrock's (…-v1:0).
            if (end < 0)
                end = rest.LastIndexOf(':');
            return end <= 0 ? null : Uri.UnescapeDataString(rest[..end].ToString());
        }

        return null;
    }
}
