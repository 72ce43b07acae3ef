namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>What becomes of a provider that code constructs; what is worse comes later.</summary>
internal enum ConstructionFate
{
    /// <summary>It is only configured, compared or disposed of: nobody calls it or gets it.</summary>
    Unused,

    /// <summary>It is returned as it is.</summary>
    Returned,

    /// <summary>It is wrapped, or goes into something that is judged itself.</summary>
    Tracked,

    /// <summary>It is called, stored or passed on without tracking.</summary>
    Escapes,
}

/// <summary>What is known of a constructed provider from one place on.</summary>
/// <param name="Fate">What becomes of it.</param>
/// <param name="IsRegisteredTooLate">True if it is registered as the tracked interface, and no later call decorates it.</param>
internal readonly record struct Judgement(ConstructionFate Fate, bool IsRegisteredTooLate = false);
