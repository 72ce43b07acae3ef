namespace TokenTracking.SdkTable.Tests.Serving;

/// <summary>Repeats a request once, as resilience handlers do for SDKs that do not repeat anything themselves.</summary>
internal sealed class Retrying(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode < 500)
            return response;
        response.Dispose();
        return await base.SendAsync(request, cancellationToken);
    }
}
