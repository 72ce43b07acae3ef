namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>What happens to a provider that code constructs, from best to worst.</summary>
internal enum ConstructionFate
{
    /// <summary>It is only configured, compared or disposed of; it is neither called nor passed on.</summary>
    Unused,

    /// <summary>It is returned as it is.</summary>
    Returned,

    /// <summary>It is wrapped, or becomes part of an object that is checked itself.</summary>
    Tracked,

    /// <summary>It is called, stored or passed on without tracking.</summary>
    Escapes,
}

/// <summary>What is known about a constructed provider from one place on.</summary>
/// <param name="Fate">What happens to it.</param>
/// <param name="IsRegisteredTooLate">True if it is registered as the tracked interface, and no later call decorates it.</param>
internal readonly record struct Judgement(ConstructionFate Fate, bool IsRegisteredTooLate = false);
