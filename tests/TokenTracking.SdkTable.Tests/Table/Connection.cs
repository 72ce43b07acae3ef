using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Table;

/// <summary>What a client of a cell is made of.</summary>
internal sealed class Connection : IDisposable
{
    private readonly string _ledger;

    public Connection(Way way, Ledger ledger, ITokenTracker tracker, bool sdkRepeats)
    {
        (Way, Ledger, Tracker) = (way, ledger, tracker);
        _ledger = LoopbackServer.Shared.Add(ledger);
        HttpMessageHandler chain = new ToLedger(_ledger);
        if (way is Way.Handler or Way.All)
            chain = new TokenTrackingHandler(tracker, chain);
        if (!sdkRepeats)
            chain = new Retrying(chain);
        Http = new HttpClient(chain);
    }

    public Way Way { get; }

    public Ledger Ledger { get; }

    public ITokenTracker Tracker { get; }

    /// <summary>The HttpClient that the SDK is given.</summary>
    public HttpClient Http { get; }

    /// <summary>Whether the SDK's own client is decorated.</summary>
    public bool DecoratesClient => Way != Way.Handler;

    /// <summary>Whether the client is called through an adapter.</summary>
    public bool UsesAdapter => Way is Way.UnderAdapter or Way.Adapter or Way.All;

    /// <summary>Whether the adapter is decorated.</summary>
    public bool DecoratesAdapter => Way is Way.Adapter or Way.All;

    public void Dispose()
    {
        Http.Dispose();
        LoopbackServer.Shared.Remove(_ledger);
    }
}
