using System.Buffers;

namespace TokenTracking.Wire.Reading;

/// <summary>The model or deployment that the address of a request names (Bedrock, Gemini, Azure).</summary>
internal static class AddressedModel
{
    private const string Prediction = "/predictions";

    private static readonly char[] QueryMarks = ['?', '#'];

    private static readonly string[] ModelSegments =
        ["/models/", "/model/", "/deployments/", "/serving-endpoints/", "/ai/run/", "/workers-ai/", "/wenxinworkshop/chat/"];

    // Most addresses have none of them: one search tells.
    private static readonly SearchValues<string> AnySegment = SearchValues.Create(ModelSegments, StringComparison.OrdinalIgnoreCase);

    /// <summary>The model; null if the body of the request names it.</summary>
    /// <param name="address">A URL or a path, with or without a query.</param>
    /// <returns>The name.</returns>
    public static string? Of(string address)
    {
        var path = address.IndexOfAny(QueryMarks) is var query and >= 0 ? address[..query] : address;
        if (!path.AsSpan().ContainsAny(AnySegment))
            return null;
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
