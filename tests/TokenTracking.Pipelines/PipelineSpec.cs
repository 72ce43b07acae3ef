using FsCheck;
using FsCheck.Fluent;

namespace TokenTracking.Pipelines;

/// <summary>A layer of chat clients.</summary>
internal enum Layer
{
    Tracking,
    Caching,
    Tools,
    Retry,
    Fallback,
    OtherThread,
    SuppressedFlow,
    PassThrough,
}

/// <summary>Where a <see cref="TokenTrackingHandler"/> comes from.</summary>
internal enum Handler
{
    None,
    MadeBefore,
    MadeWithinTheCall,
    OneForEachCall,
    Twice,
}

/// <summary>What the application does.</summary>
internal enum Situation
{
    Plain,
    Streamed,
    StreamLeft,
    Tools,
    StreamedTools,
    Busy,
    Dead,
    Cancelled,
    Repeated,
}

/// <summary>A pipeline and what is asked of it.</summary>
/// <param name="Handler">The HTTP handler.</param>
/// <param name="HasTrackedSdkClient">True if the SDK's client is decorated below its adapter.</param>
/// <param name="SdkRetries">How often the SDK repeats a failed request.</param>
/// <param name="Layers">The chat clients, from the innermost outward.</param>
/// <param name="HasOwnInterface">True if the application's own tracked interface is on top.</param>
/// <param name="Situations">The calls.</param>
/// <param name="IsConcurrent">True if the calls are made at the same time.</param>
internal sealed record PipelineSpec(
    Handler Handler, bool HasTrackedSdkClient, int SdkRetries, IReadOnlyList<Layer> Layers, bool HasOwnInterface,
    IReadOnlyList<Situation> Situations, bool IsConcurrent)
{
    // Not the suppressed flow, which is a limit with a test of its own.
    private static readonly Gen<Layer> AnyLayer = Gen.Elements(
        Layer.Tracking, Layer.Tracking, Layer.Tracking, Layer.Caching, Layer.Tools, Layer.Retry, Layer.Fallback, Layer.OtherThread,
        Layer.PassThrough);

    public static Gen<PipelineSpec> Any { get; } =
        from handler in Gen.Elements(Enum.GetValues<Handler>())
        from hasTrackedSdkClient in Gen.Elements(true, false)
        from sdkRetries in Gen.Elements(0, 2)
        from number in Gen.Choose(0, 5)
        from layers in AnyLayer.ArrayOf(number)
        from hasOwnInterface in Gen.Elements(true, false, false)
        from calls in Gen.Choose(1, 3)
        from situations in Gen.Elements(Enum.GetValues<Situation>()).ArrayOf(calls)
        from isConcurrent in Gen.Elements(true, false, false)
        select new PipelineSpec(handler, hasTrackedSdkClient, sdkRetries, layers, hasOwnInterface, situations, isConcurrent);

    /// <summary>True if a layer tracks; otherwise, false.</summary>
    public bool IsTracked => Handler != Handler.None || HasTrackedSdkClient || Layers.Contains(Layer.Tracking) || HasOwnInterface;

    /// <summary>True if some layer that tracks sees each request by itself: nothing below it repeats requests or saves them.</summary>
    public bool SeesEachRequest => Handler != Handler.None || HasTrackedSdkClient
        || Layers.TakeWhile(static layer => layer is not (Layer.Caching or Layer.Tools or Layer.Retry or Layer.Fallback))
            .Contains(Layer.Tracking);

    public override string ToString()
        => $"handler {Handler}, SDK client {(HasTrackedSdkClient ? "tracked" : "bare")}, {SdkRetries} retries, layers from within ["
            + string.Join(", ", Layers) + $"]{(HasOwnInterface ? ", own interface" : "")}; {string.Join(", ", Situations)}"
            + (IsConcurrent ? " at once" : "");
}
