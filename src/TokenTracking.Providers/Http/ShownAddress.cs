using System.Diagnostics.CodeAnalysis;

namespace TokenTracking.Providers.Http;

/// <summary>Addresses as messages show them: without a user, a password or a query, where keys are.</summary>
internal static class ShownAddress
{
    /// <summary>The address without what may be secret; null for none.</summary>
    [return: NotNullIfNotNull(nameof(address))]
    public static string? Of(Uri? address) => address is null ? null
        : address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : address.OriginalString.Split('?', '#')[0];

    /// <summary>The scheme, host and port of an absolute address.</summary>
    public static string OriginOf(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
