using TokenTracking.Wire.Reading;

namespace TokenTracking.Http;

/// <summary>The provider behind a gateway, if the gateway's address or headers name it.</summary>
internal static class Gateways
{
    private const string Cloudflare = "gateway.ai.cloudflare.com";
    private const string Portkey = "x-portkey-provider";
    private const string LiteLlm = "x-litellm-model-api-base";

    /// <summary>The provider that a request is addressed to through a gateway; null if it does not name one.</summary>
    public static string? ProviderOf(HttpRequestMessage request)
    {
        // https://gateway.ai.cloudflare.com/v1/{account}/{gateway}/{provider}/...
        if (request.RequestUri is { } uri && uri.Host.Equals(Cloudflare, StringComparison.OrdinalIgnoreCase)
            && uri.Segments is [_, _, _, _, { } segment, _, ..])
            return Named(segment.TrimEnd('/'));
        return request.Headers.NonValidated.TryGetValues(Portkey, out var values) ? Named(values.ToString()) : null;
    }

    /// <summary>The provider that a gateway says has answered; null if it does not.</summary>
    public static string? ProviderOf(HttpResponseMessage response)
    {
        var headers = response.Headers.NonValidated;
        if (headers.TryGetValues(Portkey, out var named))
            return Named(named.ToString());
        return headers.TryGetValues(LiteLlm, out var address) ? ProviderNames.FromEndpoint(address.ToString()) : null;
    }

    private static string? Named(string name) => name.ToLowerInvariant() switch
    {
        "" or "compat" => null,
        "google-ai-studio" => "gcp.gemini",
        "google-vertex-ai" => "gcp.vertex_ai",
        "perplexity-ai" => "perplexity",
        "grok" => "x_ai",
        "workers-ai" => "cloudflare",
        var other when other.Length <= 40 && other.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            => ProviderNames.Normalise(other),
        _ => null,
    };
}
