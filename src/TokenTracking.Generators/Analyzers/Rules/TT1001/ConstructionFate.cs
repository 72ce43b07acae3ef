
namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>What becomes of a provider that code constructs.</summary>
internal enum ConstructionFate
{
    /// <summary>It is only configured, compared or disposed of: no call, no hand-out.</summary>
    Unused,

    /// <summary>It is wrapped, or goes into something that is judged itself.</summary>
    Tracked,

    /// <summary>It is returned as it is.</summary>
    Returned,

    /// <summary>It is called, stored or passed on without tracking.</summary>
    Escapes,
}
