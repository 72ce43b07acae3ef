using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Knowledge.Symbols;

/// <summary>The methods that record usage: those of the tracker, and extension methods on it.</summary>
internal static class TrackerMethods
{
    private const string Track = nameof(Track);
    private const string TrackAsync = nameof(TrackAsync);
    private const string Record = nameof(Record);

    /// <summary>True for a method of a tracker, or an extension method that is called on one; otherwise, false.</summary>
    public static bool IsOfTracker(TrackingSymbols symbols, IMethodSymbol method)
        => symbols.Tracker.Includes(method.ContainingType)
            || ((method.ReducedFrom ?? method) is { IsExtensionMethod: true, Parameters: [{ Type: var target }, ..] }
            && symbols.Tracker.Includes(target));

    /// <summary>True for a method that records the usage or record that is passed to it; otherwise, false.</summary>
    public static bool Records(TrackingSymbols symbols, IMethodSymbol method)
        => method.Name is Track or Record && IsOfTracker(symbols, method);

    /// <summary>True for a method that runs a call and records its result; otherwise, false.</summary>
    public static bool Runs(TrackingSymbols symbols, IMethodSymbol method) => method.Name == TrackAsync && IsOfTracker(symbols, method);

    /// <summary>True for a method that creates a <c>TokenUsage</c> from its arguments; otherwise, false.</summary>
    public static bool MakesUsage(TrackingSymbols symbols, IMethodSymbol method)
        => symbols.TokenUsage.Is(method.ContainingType) && method.Name != "Add";
}
