using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TokenTracking.Generated;

/// <summary>Tracking as a step of a pipeline that a builder puts together. Used by the generated <c>UseTokenTracking()</c> and
/// <c>TrackAiProviders()</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TrackedPipelines
{
    // A builder that is still used keeps its entry; one that is dropped takes it along.
    private static readonly ConditionalWeakTable<object, object> Tracked = new();

    /// <summary>The tracker of the container that builds a pipeline.</summary>
    /// <param name="services">The container; null if the pipeline is built without one.</param>
    /// <returns>The tracker.</returns>
    /// <exception cref="InvalidOperationException">The container has no tracker.</exception>
    public static ITokenTracker TrackerOf(IServiceProvider? services)
        => services?.GetService(typeof(ITokenTracker)) as ITokenTracker ?? throw new InvalidOperationException(
            "UseTokenTracking() found no tracker in the services that the pipeline is built with: call services.AddTokenTracking(), "
            + "register an ITokenTracker of your own, or pass a tracker: UseTokenTracking(tracker).");

    /// <summary>Notes that a builder gets its innermost step.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>True for the first call with this builder; otherwise, false.</returns>
    public static bool TryBegin(object builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Tracked.TryAdd(builder, builder);
    }
}

/// <summary>A pipeline of a generic interface, for registrations whose type arguments are known at run time only. Implemented by generated
/// code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TrackedPipeline
{
    /// <summary>Puts tracking next to the provider if the factory is that of a builder.</summary>
    /// <param name="factory">The factory of a registration.</param>
    /// <returns>True if the pipeline that the factory builds is tracked; otherwise, false.</returns>
    public abstract bool TryTrack(Func<IServiceProvider, object> factory);
}
