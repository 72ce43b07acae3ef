using System.Collections.Concurrent;
using System.Globalization;
using TokenTracking.Wire.Endpoints;

namespace TokenTracking.Http;

/// <summary>What the address of a request to an LLM says. A program asks a few addresses again and again: what they say is found once.
/// The query is not part of it, as some providers take keys there.</summary>
internal sealed class RequestAddress
{
    /// <summary>How many addresses are kept. Those of a program are few, unless they have IDs in them: then all are forgotten, and
    /// those in use come back.</summary>
    public const int MostKept = 256;

    private static readonly ConcurrentDictionary<string, RequestAddress> Kept = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, RequestAddress>.AlternateLookup<ReadOnlySpan<char>> KeptByText =
        Kept.GetAlternateLookup<ReadOnlySpan<char>>();

    private RequestAddress(Uri uri, in LlmEndpoint endpoint)
    {
        Endpoint = endpoint;
        Url = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        Host = uri.Host;
        Path = uri.AbsolutePath;
        Server = ServerOf(uri);
    }

    /// <summary>The endpoint.</summary>
    public LlmEndpoint Endpoint { get; }

    /// <summary>The address without the query and without the user's name and password.</summary>
    public string Url { get; }

    /// <summary>The host, as it is written in the address.</summary>
    public string Host { get; }

    /// <summary>The host under which requests are counted: see <see cref="ServerOf"/>.</summary>
    public string Server { get; }

    /// <summary>The path.</summary>
    public string Path { get; }

    /// <summary>True if requests to the same address share this object, until it is forgotten; false if each has its own.</summary>
    public bool IsKept { get; private set; }

    /// <summary>What the address of a request says; null if the request is none that costs.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="uri">Its address; null if it has none.</param>
    public static RequestAddress? Of(HttpMethod method, Uri? uri)
    {
        if (uri is null)
            return null;
        var text = TextOf(method, uri);
        if (!text.IsEmpty && KeptByText.TryGetValue(text, out var kept))
            return kept;
        if (LlmEndpoint.Of(method, uri) is not { } endpoint)
            return null;
        var address = new RequestAddress(uri, in endpoint);
        if (text.IsEmpty || endpoint.Arrival != UsageArrival.Response)
            return address;
        if (Kept.Count >= MostKept)
            Kept.Clear();
        address.IsKept = true;
        return Kept.GetOrAdd(text.ToString(), address);
    }

    /// <summary>The host by its name in the domain name system, with the port unless it is the default of the scheme.</summary>
    public static string ServerOf(Uri uri)
        => uri.IsDefaultPort ? uri.IdnHost : string.Create(CultureInfo.InvariantCulture, $"{uri.IdnHost}:{uri.Port}");

    // What is kept: without the query, and none with a user's password. Results that are requested have IDs in their addresses.
    private static ReadOnlySpan<char> TextOf(HttpMethod method, Uri uri)
    {
        if (method != HttpMethod.Post || !uri.IsAbsoluteUri)
            return [];
        var text = uri.OriginalString.AsSpan();
        if (text.IndexOfAny('?', '#') is >= 0 and var end)
            text = text[..end];
        return text.Contains('@') ? [] : text;
    }
}
