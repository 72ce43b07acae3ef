using System.Collections.Concurrent;
using System.Globalization;
using TokenTracking.Wire.Reading;

namespace TokenTracking.Http;

/// <summary>Which hosts are those of LLM providers.</summary>
internal static class ProviderHosts
{
    // Hosts may come from outside: a crawler asks any number of them.
    private const int MostKept = 1024;

    private static readonly ConcurrentDictionary<(string Host, int Port), bool> Known = new();

    public static bool Include(Uri address)
    {
        var host = (address.Host, address.Port);
        if (Known.TryGetValue(host, out var isLlm))
            return isLlm;
        isLlm = ProviderNames.FromEndpoint(string.Create(CultureInfo.InvariantCulture, $"https://{host.Host}:{host.Port}/")) is not null;
        if (Known.Count < MostKept)
            Known.TryAdd(host, isLlm);
        return isLlm;
    }
}
