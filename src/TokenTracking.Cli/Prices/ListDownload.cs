using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace TokenTracking.Cli.Prices;

/// <summary>Fetches a list, only if it has changed since it was fetched last.</summary>
/// <param name="etagPath">Keeps the mark of the last state.</param>
/// <param name="createHandler">Makes the connection.</param>
internal sealed class ListDownload(string etagPath, Func<HttpMessageHandler> createHandler)
{
    // The published lists have about two megabytes.
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Fetches the list.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The text, or why there is none.</returns>
    public async Task<DownloadedList> GetAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(createHandler()) { Timeout = timeout, MaxResponseContentBufferSize = MaxBytes };
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("TokenTracking", null));
        if (url.UserInfo is { Length: > 0 } user)
            request.Headers.Authorization = Basic(user);
        if (LastETag(url) is { } etag)
            request.Headers.IfNoneMatch.Add(etag);
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotModified)
                return new DownloadedList(null, response.StatusCode, null, "not modified");
            if (!response.IsSuccessStatusCode)
                return new DownloadedList(null, response.StatusCode, null, $"HTTP {(int)response.StatusCode}");
            // JSON is UTF-8, even if the header says something else.
            using var text = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8);
            return new DownloadedList(
                await text.ReadToEndAsync(cancellationToken), response.StatusCode, response.Headers.ETag?.ToString(), null);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new DownloadedList(null, null, null, $"the response has more than {MaxBytes / 1024 / 1024} MB");
        }
        catch (Exception failure) when (failure is HttpRequestException or NotSupportedException or UriFormatException)
        {
            // What the client throws for a redirect to an address that is not for HTTP depends on the address.
            return new DownloadedList(null, null, null, failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DownloadedList(null, null, null, $"no answer within {timeout.TotalSeconds:0} seconds");
        }
    }

    /// <summary>Keeps the mark of a list that was imported.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="etag">The mark; null if the server gave none.</param>
    public void Keep(Uri url, string? etag)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(etagPath))!);
        var start = LineStart(url);
        var lines = Read().Where(line => !line.StartsWith(start, StringComparison.Ordinal)).ToList();
        if (etag is not null)
            lines.Add(start + etag);
        File.WriteAllLines(etagPath, lines);
    }

    private EntityTagHeaderValue? LastETag(Uri url)
    {
        var start = LineStart(url);
        var line = Read().Find(line => line.StartsWith(start, StringComparison.Ordinal));
        return line is not null && EntityTagHeaderValue.TryParse(line[start.Length..], out var etag) ? etag : null;
    }

    private static AuthenticationHeaderValue Basic(string user)
        => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(user))));

    // The hash of the address, which may have a password or a key.
    private static string LineStart(Uri url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url.ToString()))) + " ";

    private List<string> Read() => File.Exists(etagPath) ? [.. File.ReadAllLines(etagPath)] : [];
}

/// <summary>What a download brought.</summary>
/// <param name="Text">The list; null if there is none.</param>
/// <param name="Status">The answer's status; null if there was no answer.</param>
/// <param name="ETag">The mark of this state; null if the server gave none.</param>
/// <param name="Reason">Why there is no text; null if there is.</param>
internal sealed record DownloadedList(string? Text, HttpStatusCode? Status, string? ETag, string? Reason);
