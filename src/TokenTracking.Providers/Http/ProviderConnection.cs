using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TokenTracking.Wire;

namespace TokenTracking.Providers.Http;

/// <summary>Posts JSON to a provider and reads what comes back, whole or piece by piece. Every failure becomes a
/// <see cref="LlmProviderException"/>, except for a cancellation by the caller.</summary>
internal sealed class ProviderConnection(
    ProviderIdentity identity, HttpClient? httpClient, TimeSpan timeout, TimeProvider timeProvider,
    Action<HttpRequestHeaders, string?> setHeaders)
{
    private const int MostOfAnErrorBody = 64 * 1024;

    // One for the process: it holds the connections. No redirects, since a key must not travel to another address.
    private static readonly Lazy<HttpClient> Shared = new(static () => new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    });

    private readonly HttpClient _client = httpClient ?? Shared.Value;

    public ProviderIdentity Identity => identity;

    public ProviderFailures Failures { get; } = new(identity, timeProvider);

    /// <summary>What is known of an answer besides its bytes.</summary>
    public WireSource SourceOf(string path, int? status = null)
        => new(identity.Name, new Uri(identity.BaseUrl, path).GetLeftPart(UriPartial.Path), Status: status);

    /// <summary>A whole answer, and what its bytes say of its usage.</summary>
    public async Task<(TAnswer Answer, WireUsage Usage)> PostAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
        where TAnswer : class
    {
        using var deadline = new CallDeadline(timeout, timeProvider, cancellationToken);
        WireUsage? usage = null;
        try
        {
            using var response = await SendAsync(path, body, bodyType, deadline).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(deadline.Token).ConfigureAwait(false);
            usage = UsageReader.Read(bytes, SourceOf(path));
            var json = bytes.AsSpan(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
            var answer = JsonSerializer.Deserialize(json, answerType) ?? throw Failures.NotTheFormat("it is null.");
            return (answer, usage);
        }
        catch (Exception exception) when (ProviderFailures.Explains(exception, deadline))
        {
            throw Failures.Of(exception, deadline, usage);
        }
    }

    /// <summary>The pieces of a response. An exception contains the usage that has arrived until then.</summary>
    public async IAsyncEnumerable<TItem> StreamAsync<TBody, TItem>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, StreamedUsage usage,
        Func<Stream, StreamedUsage, CancellationToken, IAsyncEnumerable<TItem>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var deadline = new CallDeadline(timeout, timeProvider, cancellationToken);
        using var response = await Guard(SendAsync(path, body, bodyType, deadline), usage, deadline).ConfigureAwait(false);
        using var content = await Guard(response.Content.ReadAsStreamAsync(deadline.Token), usage, deadline).ConfigureAwait(false);
        var items = read(content, usage, deadline.Token).GetAsyncEnumerator(deadline.Token);
        await using (items.ConfigureAwait(false))
        {
            while (await Guard(items.MoveNextAsync().AsTask(), usage, deadline).ConfigureAwait(false))
            {
                yield return items.Current;
                deadline.Extend();
            }
        }
    }

    private async Task<T> Guard<T>(Task<T> step, StreamedUsage usage, CallDeadline deadline)
    {
        try
        {
            return await step.ConfigureAwait(false);
        }
        catch (Exception exception) when (ProviderFailures.Explains(exception, deadline))
        {
            throw Failures.Of(exception, deadline, usage.Current);
        }
    }

    private async Task<HttpResponseMessage> SendAsync<TBody>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, CallDeadline deadline)
    {
        if (identity is { NeedsKey: true, Key: null })
            throw Failures.KeyMissing();
        if (identity.Key?.AsSpan().ContainsAnyExceptInRange('!', '~') == true)
            throw Failures.KeyUnusable();

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(identity.BaseUrl, path));
        setHeaders(request.Headers, identity.Key);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var response = await SendAsync(request, deadline).ConfigureAwait(false);
        // A handler of the client may have sent a copy of the request.
        var answering = (response.RequestMessage ?? request).RequestUri;
        if (response.IsSuccessStatusCode && !IsElsewhere(answering))
            return response;
        using (response)
        {
            // The status of another host says nothing about the provider.
            throw IsElsewhere(answering)
                ? Failures.SentElsewhere(answering!, (int)response.StatusCode)
                : await RefusalAsync(response, path, deadline.Token).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CallDeadline deadline)
    {
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (ProviderFailures.Explains(exception, deadline) && IsElsewhere(request.RequestUri))
        {
            // As a failure of the transport it would be retried, and each retry would send the key there again.
            throw Failures.SentElsewhere(request.RequestUri!, null, exception);
        }
    }

    /// <summary>Whether a request went to another origin than the provider's. A client that follows a redirect puts the new address into
    /// its request, and takes only <c>Authorization</c> out of the headers: a key in any other header goes along.</summary>
    private bool IsElsewhere(Uri? address) => address is { IsAbsoluteUri: true }
        && !ShownAddress.OriginOf(address).Equals(ShownAddress.OriginOf(identity.BaseUrl), StringComparison.OrdinalIgnoreCase);

    private async Task<LlmProviderException> RefusalAsync(HttpResponseMessage response, string path, CancellationToken cancellationToken)
    {
        var body = new byte[MostOfAnErrorBody];
        var length = 0;
        try
        {
            using var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            length = await content.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException)
        {
            // The status says enough: that its explanation broke off must not hide it.
            length = 0;
        }

        var status = (int)response.StatusCode;
        var usage = UsageReader.Read(body.AsSpan(0, length), SourceOf(path, status));
        return Failures.OfStatus(status, ErrorBody.Parse(body.AsMemory(0, length)), response.Headers.RetryAfter, usage);
    }
}
