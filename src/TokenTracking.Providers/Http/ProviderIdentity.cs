namespace TokenTracking.Providers.Http;

/// <summary>Who is called, and what a user has to set when a call is refused.</summary>
internal sealed record ProviderIdentity
{
    /// <summary>The OpenTelemetry name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the provider is, with a slash at its end.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The key; null for none. It goes into a header and nowhere else.</summary>
    public string? Key { get; init; }

    /// <summary>True if no call can be made without a key.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>Where the key comes from, in words for a message.</summary>
    public required string KeySource { get; init; }

    /// <summary>Where the address comes from, in words for a message.</summary>
    public required string UrlSource { get; init; }

    /// <summary>The address as a message may show it: without user, password and query.</summary>
    public string ShownUrl => BaseUrl.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    // The representation that a record writes of itself would hold the key.
    public override string ToString() => Name;
}
