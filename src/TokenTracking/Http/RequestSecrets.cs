using System.Buffers;
using System.Net.Http.Headers;

namespace TokenTracking.Http;

/// <summary>The secrets that a request carries. A server that answers with one of them, as the name of its model for example, must not get
/// it into a record.</summary>
internal static class RequestSecrets
{
    // A shorter value is found in names that have nothing to do with it.
    private const int ShortestSecret = 8;

    private static readonly SearchValues<string> Words = SearchValues.Create(
        ["key", "auth", "token", "secret", "cookie", "password", "signature", "credential"], StringComparison.OrdinalIgnoreCase);

    // "Bearer sk-..." is a scheme and the secret; a cookie and a signature have several parts.
    private static readonly SearchValues<char> Separators = SearchValues.Create(" ,;=");

    /// <summary>The values of headers and of the address of a request that contain secrets; null if there are none.</summary>
    public static string[]? Of(HttpRequestHeaders headers, Uri address)
    {
        List<string>? found = null;
        foreach (var header in headers.NonValidated)
        {
            if (!IsSecret(header.Key))
                continue;
            foreach (var value in header.Value)
                (found ??= []).Add(value);
        }

        if (address.UserInfo is { Length: > 0 } user)
            (found ??= []).Add(Uri.UnescapeDataString(user));
        if (address.Query is { Length: > 1 } query)
            AddQuery(query, ref found);
        return found?.ToArray();
    }

    /// <summary>Takes every text out of the facts of a response that contains a secret.</summary>
    public static void Remove(string[]? secrets, ref ResponseFacts facts)
    {
        if (secrets is null)
            return;
        facts.Model = Without(secrets, facts.Model);
        facts.Provider = Without(secrets, facts.Provider);
        facts.ResponseId = Without(secrets, facts.ResponseId);
        facts.ServiceTier = Without(secrets, facts.ServiceTier);
        facts.Speed = Without(secrets, facts.Speed);
        facts.Geo = Without(secrets, facts.Geo);
        if (facts.Parts is { Count: > 0 } parts && parts.Any(part => Holds(secrets, part.Model) || Holds(secrets, part.Kind)))
            facts.Parts = [.. parts.Select(part => part with { Model = Without(secrets, part.Model), Kind = Without(secrets, part.Kind) })];
    }

    /// <summary>The text; null if it contains a secret.</summary>
    public static string? Without(string[]? secrets, string? text) => Holds(secrets, text) ? null : text;

    private static bool Holds(string[]? secrets, string? text)
    {
        if (secrets is null || text is null)
            return false;
        foreach (var value in secrets)
        {
            if (HoldsPart(text, value))
                return true;
        }

        return false;
    }

    private static bool HoldsPart(string text, ReadOnlySpan<char> value)
    {
        while (!value.IsEmpty)
        {
            var end = value.IndexOfAny(Separators);
            var part = end < 0 ? value : value[..end];
            if (part.Length >= ShortestSecret && text.AsSpan().Contains(part, StringComparison.Ordinal))
                return true;
            value = end < 0 ? default : value[(end + 1)..];
        }

        return false;
    }

    private static bool IsSecret(ReadOnlySpan<char> name) => name.ContainsAny(Words);

    private static void AddQuery(string query, ref List<string>? found)
    {
        foreach (var pair in query[1..].Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && (IsSecret(pair.AsSpan(0, equals)) || pair.AsSpan(0, equals).SequenceEqual("sig")))
                (found ??= []).Add(Uri.UnescapeDataString(pair[(equals + 1)..]));
        }
    }
}
