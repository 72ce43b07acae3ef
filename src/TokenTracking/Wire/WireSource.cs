using System.Runtime.InteropServices;

namespace TokenTracking.Wire;

/// <summary>What is known of a response besides its bytes. All of it is optional: the content decides, and this fills in where it is
/// silent.</summary>
/// <param name="Provider">Who was asked, in any usual spelling (<c>azure</c>, <c>google-vertex</c>, <c>mistral_ai</c>); null if
/// unknown.</param>
/// <param name="Endpoint">The URL or path that was asked (<c>https://api.x.ai/v1/responses</c>, <c>/v1/messages</c>, <c>bedrock:converse
/// </c>);
/// null if unknown. A query or key in it is not kept.</param>
/// <param name="ContentType">The response's content type; null if unknown. The first bytes decide where the two differ.</param>
/// <param name="Status">The HTTP status; null if unknown. 400 and above is a failed call.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WireSource(string? Provider = null, string? Endpoint = null, string? ContentType = null, int? Status = null)
{
    /// <summary>True to look through the whole body for numbers that sound like usage and that nothing reads, which takes longer; false to
    /// look in usage objects alone. See <see cref="WireUsage.UnreadFields"/>.</summary>
    public bool FindsAllUnread { get; init; }
}
