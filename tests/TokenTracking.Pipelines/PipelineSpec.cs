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
/// <param name="Registration">How the pipeline comes to exist.</param>
/// <param name="IsScoped">True if a container makes it for each scope.</param>
/// <param name="TracksAiProviders">True if the container's registrations are tracked by <c>TrackAiProviders()</c>.</param>
internal sealed record PipelineSpec(
    Handler Handler, bool HasTrackedSdkClient, int SdkRetries, IReadOnlyList<Layer> Layers, bool HasOwnInterface,
    IReadOnlyList<Situation> Situations, bool IsConcurrent, Registration Registration, bool IsScoped, bool TracksAiProviders)
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
        from registration in Gen.Elements(Enum.GetValues<Registration>())
        from isScoped in Gen.Elements(true, false)
        from tracksAiProviders in Gen.Elements(true, true, false)
        select new PipelineSpec(
            handler, hasTrackedSdkClient, sdkRetries, layers, hasOwnInterface, situations, isConcurrent, registration, isScoped,
            tracksAiProviders && registration != Registration.None);

    /// <summary>True if a layer tracks; otherwise, false.</summary>
    public bool IsTracked
        => Handler != Handler.None || HasTrackedSdkClient || TracksAiProviders || Layers.Contains(Layer.Tracking) || HasOwnInterface;

    /// <summary>True if the container puts tracking next to the provider; it can do so in a builder that has no key.</summary>
    public bool IsTrackedInnermost => TracksAiProviders && Registration == Registration.Builder;

    /// <summary>True if some layer that tracks sees each request by itself: nothing below it repeats requests or saves them.</summary>
    public bool SeesEachRequest => Handler != Handler.None || HasTrackedSdkClient || IsTrackedInnermost
        || Layers.TakeWhile(static layer => layer is not (Layer.Caching or Layer.Tools or Layer.Retry or Layer.Fallback))
            .Contains(Layer.Tracking);

    /// <summary>True if the lowest layer that tracks finds layers below it that make its records estimates; otherwise, false. What a layer
    /// hides, and what an application's own interface is above, it cannot find.</summary>
    public bool IsEstimated
    {
        get
        {
            var layers = TracksAiProviders ? Layers.Append(Layer.Tracking).ToList() : [.. Layers];
            var lowest = layers.IndexOf(Layer.Tracking);
            return !SeesEachRequest && lowest > 0 && !layers.Contains(Layer.Fallback)
                && layers.Take(lowest).Reverse().TakeWhile(static layer => layer != Layer.PassThrough)
                    .Any(static layer => layer is Layer.Caching or Layer.Tools or Layer.Retry);
        }
    }

    public override string ToString()
        => $"{Registration}{(IsScoped ? " scoped" : "")}{(TracksAiProviders ? " tracked" : "")}, "
            + $"handler {Handler}, SDK client {(HasTrackedSdkClient ? "tracked" : "bare")}, {SdkRetries} retries, layers from within ["
            + string.Join(", ", Layers) + $"]{(HasOwnInterface ? ", own interface" : "")}; {string.Join(", ", Situations)}"
            + (IsConcurrent ? " at once" : "");
}
