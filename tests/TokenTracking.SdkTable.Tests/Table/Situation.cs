namespace TokenTracking.SdkTable.Tests.Table;

/// <summary>What happens in a cell of the table.</summary>
internal enum Situation
{
    /// <summary>One question, one answer.</summary>
    Plain,

    /// <summary>The answer comes as a stream, which is read to its end.</summary>
    Streamed,

    /// <summary>The caller leaves a stream after its first item, while the server goes on.</summary>
    Left,

    /// <summary>The first answer calls a tool; its result is sent, and answered.</summary>
    Tools,

    /// <summary>The first attempt is refused with 503, the second one is answered.</summary>
    Retried,

    /// <summary>A part of the prompt comes out of the provider's cache, and another one is written to it.</summary>
    Cached,

    /// <summary>A question is asked twice, over a local cache that answers the second time.</summary>
    Repeated,

    /// <summary>The caller cancels while the server thinks.</summary>
    Cancelled,

    /// <summary>The request is refused with 400.</summary>
    Failed,
}
