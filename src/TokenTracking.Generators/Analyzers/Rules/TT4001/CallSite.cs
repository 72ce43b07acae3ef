using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>What is known of a place that calls an LLM.</summary>
internal enum CallSiteState
{
    /// <summary>The call is recorded: by the tracker itself, by hand, or by a decorator that is seen to be put on.</summary>
    Tracked,

    /// <summary>The receiver is a tracked interface; whether what stands behind it is wrapped, the rest of the compilation
    /// decides.</summary>
    ByInterface,

    /// <summary>Left out on purpose, with a reason.</summary>
    Declined,

    /// <summary>Not recorded.</summary>
    Untracked,
}

/// <summary>A place that calls an LLM.</summary>
/// <param name="Location">Where.</param>
/// <param name="Call">What is called, for the reader: <c>AnthropicProvider.CompleteAsync</c>, or the address of a raw request.</param>
/// <param name="State">What the place itself shows.</param>
/// <param name="Interface">The tracked interface of the receiver; null for other states.</param>
/// <param name="Receiver">The field, property, local, parameter or method that the receiver comes from; null for other expressions.</param>
/// <param name="Reason">Why it is declined; null for other states.</param>
internal sealed record CallSite(
    Location Location, string Call, CallSiteState State, INamedTypeSymbol? Interface = null, ISymbol? Receiver = null,
    string? Reason = null)
{
    /// <summary>True for a request that code makes with HttpClient itself.</summary>
    public bool IsRequest { get; init; }
}
