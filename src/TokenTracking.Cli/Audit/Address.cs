namespace TokenTracking.Cli.Audit;

/// <summary>The address of a request, as far as the code says it.</summary>
internal static class Address
{
    /// <summary>The address without its query and user info, which may hold a key.</summary>
    /// <param name="call">An address, or a method.</param>
    /// <returns>The same for a method.</returns>
    public static string WithoutSecrets(string call)
    {
        var scheme = call.IndexOf("://", StringComparison.Ordinal);
        var isAddress = scheme >= 0 || call.Contains('/', StringComparison.Ordinal);
        var end = isAddress ? call.IndexOfAny(['?', '#']) : -1;
        var bare = end >= 0 ? call[..end] : call;
        if (scheme < 0)
            return bare;
        var host = scheme + 3;
        var path = bare.IndexOf('/', host);
        var at = bare.LastIndexOf('@', path < 0 ? bare.Length - 1 : path);
        return at >= host ? bare[..host] + bare[(at + 1)..] : bare;
    }

    /// <summary>The host of an address; null if the code does not say it.</summary>
    /// <param name="call">The address.</param>
    /// <returns>The host, without a port.</returns>
    public static string? HostOf(string call)
        => Uri.TryCreate(call, UriKind.Absolute, out var uri) && uri.Host.Contains('.', StringComparison.Ordinal) ? uri.Host : null;
}
