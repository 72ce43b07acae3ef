namespace TokenTracking.SdkTable.Tests.Table;

/// <summary>How a client is tracked.</summary>
internal enum Way
{
    /// <summary>The SDK's own client is decorated, and called.</summary>
    Decorator,

    /// <summary>The SDK's own client is decorated. It is called through an adapter of Microsoft.Extensions.AI, which is not.</summary>
    UnderAdapter,

    /// <summary>The SDK's own client is decorated, and so is the adapter of Microsoft.Extensions.AI through which it is called.</summary>
    Adapter,

    /// <summary>The SDK's own client is called, over an HttpClient with <see cref="TokenTrackingHandler"/>.</summary>
    Handler,

    /// <summary>Decorated client, decorated adapter, and handler.</summary>
    All,
}
