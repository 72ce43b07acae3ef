using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>The state of a place that calls an LLM.</summary>
internal enum CallSiteState
{
    /// <summary>The call is recorded: by the tracker itself, by hand, or by a decorator in visible code.</summary>
    Tracked,

    /// <summary>The receiver is a tracked interface, and the rest of the compilation determines whether the object is wrapped; or a
    /// client whose handlers are not visible, in a program that uses <c>TokenTrackingHandler</c>.</summary>
    Assumed,

    /// <summary>Excluded intentionally, with a reason.</summary>
    Declined,

    /// <summary>Not recorded.</summary>
    Untracked,
}

/// <summary>A place that calls an LLM.</summary>
/// <param name="Location">The location.</param>
/// <param name="Call">The call as displayed: <c>AnthropicProvider.CompleteAsync</c>, or the address of a raw request.</param>
/// <param name="State">The state as far as the place itself shows it.</param>
/// <param name="Interface">The tracked interface of the receiver; null for other states.</param>
/// <param name="Receiver">The field, property, local, parameter or method that the receiver comes from; null for other expressions.</param>
/// <param name="Reason">The reason why it is declined; null for other states.</param>
internal sealed record CallSite(
    Location Location, string Call, CallSiteState State, INamedTypeSymbol? Interface = null, ISymbol? Receiver = null,
    string? Reason = null)
{
    /// <summary>True for a request that code makes with HttpClient itself.</summary>
    public bool IsRequest { get; init; }
}
