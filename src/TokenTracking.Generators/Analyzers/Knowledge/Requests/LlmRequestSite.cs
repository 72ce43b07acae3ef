using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>A request to an LLM.</summary>
/// <param name="address">The address, as far as it is known.</param>
/// <param name="request">The call or message that makes the request; it is inside a helper if the helper sends the request.</param>
internal sealed class LlmRequestSite(string address, IOperation request)
{
    // If the beginning of a query is not known, it is recognized by its next parameter.
    private static readonly char[] Ends = ['?', '#', '&'];

    private static readonly char[] AuthorityEnds = ['/', '\\'];

    /// <summary>The address as messages and figures show it: without query, fragment and user, which may contain keys.</summary>
    public string Endpoint { get; } = Shown(address);

    /// <summary>The call or message that makes the request.</summary>
    public IOperation Request { get; } = request;

    private static string Shown(string address)
    {
        var end = address.IndexOfAny(Ends);
        var shown = end < 0 ? address : address.Substring(0, end);
        var scheme = shown.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 0 : scheme + "://".Length;
        var authority = shown.IndexOfAny(AuthorityEnds, start);
        var at = shown.Substring(0, authority < 0 ? shown.Length : authority).LastIndexOf('@');
        return at < start ? shown : shown.Substring(0, start) + shown.Substring(at + 1);
    }
}
