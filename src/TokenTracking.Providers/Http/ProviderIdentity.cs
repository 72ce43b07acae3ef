namespace TokenTracking.Providers.Http;

/// <summary>Who is called, and what a user has to set when a call is refused.</summary>
internal sealed record ProviderIdentity
{
    /// <summary>The OpenTelemetry name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the provider is, with a slash at its end.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The key; null if there is none. It is only sent in a header.</summary>
    public string? Key { get; init; }

    /// <summary>True if no call can be made without a key.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>The source of the key, for messages.</summary>
    public required string KeySource { get; init; }

    /// <summary>The source of the address, for messages.</summary>
    public required string UrlSource { get; init; }

    /// <summary>The address as a message may show it: without user, password and query.</summary>
    public string ShownUrl => ShownAddress.Of(BaseUrl);

    // The representation that a record writes of itself would hold the key.
    public override string ToString() => Name;
}
