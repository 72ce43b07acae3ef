namespace TokenTracking.SdkTable.Tests.Serving;

/// <summary>Sends the requests for all hosts to the ledger, so that clients can use the addresses of their providers.</summary>
internal sealed class ToLedger(string ledger) : DelegatingHandler(Network)
{
    private static readonly SocketsHttpHandler Network = new() { UseProxy = false, ResponseDrainTimeout = TimeSpan.Zero };

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri;
        request.RequestUri = AddressOf(asked!);
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = asked;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri;
        request.RequestUri = AddressOf(asked!);
        request.Headers.Host = null;
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = asked;
        }
    }

    // The network is shared by all cells, and outlives them.
    protected override void Dispose(bool disposing) => base.Dispose(disposing: false);

    private Uri AddressOf(Uri asked) => new(LoopbackServer.Shared.Address, $"{ledger}/{asked.Host}{asked.PathAndQuery}");
}
