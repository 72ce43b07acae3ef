namespace TokenTracking.Wire.Reading;

/// <summary>The region that a host processes calls in, where the host is one that providers charge more for.</summary>
internal static class Regions
{
    private const string OpenAI = ".api.openai.com";
    private const string Vertex = "-aiplatform.googleapis.com";
    private const string VertexPrefix = "aiplatform.";
    private const string VertexRegional = ".rep.googleapis.com";

    /// <summary>The region of a URL's host (<c>eu</c>, <c>europe-west1</c>); null if the host names none.</summary>
    public static string? FromEndpoint(string endpoint)
    {
        var host = HostOf(endpoint);
        if (EndsWith(host, OpenAI))
            return Name(host[..^OpenAI.Length]);
        if (EndsWith(host, Vertex))
            return Name(host[..^Vertex.Length]);
        return host.StartsWith(VertexPrefix, StringComparison.OrdinalIgnoreCase) && EndsWith(host, VertexRegional)
            && host.Length > VertexPrefix.Length + VertexRegional.Length
            ? Name(host[VertexPrefix.Length..^VertexRegional.Length])
            : null;
    }

    private static ReadOnlySpan<char> HostOf(string endpoint)
    {
        var start = endpoint.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
            return [];
        var authority = endpoint.AsSpan(start + 3);
        if (authority.IndexOfAny('/', '?', '#') is >= 0 and var end)
            authority = authority[..end];
        if (authority.LastIndexOf('@') is >= 0 and var at)
            authority = authority[(at + 1)..];
        return authority.IndexOf(':') is >= 0 and var port ? authority[..port] : authority;
    }

    private static bool EndsWith(ReadOnlySpan<char> host, string end)
        => host.Length > end.Length && host.EndsWith(end, StringComparison.OrdinalIgnoreCase);

    private static string? Name(ReadOnlySpan<char> region)
    {
        foreach (var letter in region)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '-')
                return null;
        }

        return region.Equals("global", StringComparison.OrdinalIgnoreCase) ? "global" : region.ToString().ToLowerInvariant();
    }
}
