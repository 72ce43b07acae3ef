using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TokenTracking.Providers.Http;

/// <summary>Posts JSON to a provider and reads what comes back, whole or piece by piece. Whatever fails becomes a
/// <see cref="LlmProviderException"/>; only the caller's own cancellation stays what it is.</summary>
internal sealed class ProviderConnection(
    ProviderIdentity identity, HttpClient? httpClient, TimeSpan timeout, TimeProvider timeProvider, Action<HttpRequestHeaders, string?> setHeaders)
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

    public async Task<TAnswer> PostAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
        where TAnswer : class
    {
        using var deadline = new CallDeadline(timeout, timeProvider, cancellationToken);
        try
        {
            using var response = await SendAsync(path, body, bodyType, deadline.Token).ConfigureAwait(false);
            using var content = await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(content, answerType, deadline.Token).ConfigureAwait(false)
                ?? throw Failures.NotTheFormat("it is null.");
        }
        catch (Exception exception) when (ProviderFailures.Explains(exception, deadline))
        {
            throw Failures.Of(exception, deadline);
        }
    }

    public async IAsyncEnumerable<TItem> StreamAsync<TBody, TItem>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, Func<Stream, CancellationToken, IAsyncEnumerable<TItem>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var deadline = new CallDeadline(timeout, timeProvider, cancellationToken);
        using var response = await Guard(SendAsync(path, body, bodyType, deadline.Token), deadline).ConfigureAwait(false);
        using var content = await Guard(response.Content.ReadAsStreamAsync(deadline.Token), deadline).ConfigureAwait(false);
        var items = read(content, deadline.Token).GetAsyncEnumerator(deadline.Token);
        await using (items.ConfigureAwait(false))
        {
            while (await Guard(items.MoveNextAsync().AsTask(), deadline).ConfigureAwait(false))
            {
                yield return items.Current;
                deadline.Extend();
            }
        }
    }

    private async Task<T> Guard<T>(Task<T> step, CallDeadline deadline)
    {
        try
        {
            return await step.ConfigureAwait(false);
        }
        catch (Exception exception) when (ProviderFailures.Explains(exception, deadline))
        {
            throw Failures.Of(exception, deadline);
        }
    }

    private async Task<HttpResponseMessage> SendAsync<TBody>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken cancellationToken)
    {
        if (identity is { NeedsKey: true, Key: null })
            throw Failures.KeyMissing();
        if (identity.Key?.AsSpan().ContainsAnyExceptInRange('!', '~') == true)
            throw Failures.KeyUnusable();

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(identity.BaseUrl, path));
        setHeaders(request.Headers, identity.Key);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private async Task<LlmProviderException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
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

        return Failures.OfStatus((int)response.StatusCode, ErrorBody.Parse(body.AsMemory(0, length)), response.Headers.RetryAfter);
    }
}
