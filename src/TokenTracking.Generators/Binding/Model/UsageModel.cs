using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding.Model;

/// <summary>How the counts of a usage object relate to each other.</summary>
internal enum CountConvention
{
    /// <summary>The object is a <c>TokenUsage</c>, or a result that the runtime reads itself.</summary>
    Ready,

    /// <summary>Cached tokens are part of the input.</summary>
    Inclusive,

    /// <summary>Cached tokens are counted in addition to the input.</summary>
    Exclusive,

    /// <summary>The total says whether cached tokens are part of the input.</summary>
    ByTotal,
}

/// <summary>What a count counts, in the order of the runtime's parameters.</summary>
internal enum CountRole
{
    Input,
    Output,
    CacheRead,
    CacheWrite5m,
    CacheWrite1h,
    CacheWrite,
    Reasoning,
    AudioInput,
    AudioOutput,
    ImageInput,
    ImageOutput,
    ServerToolCalls,
}

/// <summary>Where a count is found at the end of its path.</summary>
internal enum CountPlace
{
    /// <summary>The last property is the count.</summary>
    Property,

    /// <summary>The last property is a dictionary of counts, which the runtime searches by the names that SDKs use.</summary>
    Dictionary,

    /// <summary>The last property is an object of System.ClientModel, whose JSON has a count that its type does not.</summary>
    Json,
}

/// <summary>How a usage object becomes a <c>TokenUsage</c>.</summary>
/// <param name="Convention">How its counts relate to each other.</param>
/// <param name="Path">The path to the usage, if it is ready; otherwise, empty.</param>
/// <param name="Counts">The counts, at most one for each role; empty if it is ready.</param>
/// <param name="OutputIncludesReasoning">True if reasoning is part of the output; otherwise, false.</param>
/// <param name="Total">The path to the total, if it decides; null otherwise.</param>
internal sealed record UsageModel(
    CountConvention Convention, ValuePath Path, EquatableArray<CountModel> Counts, bool OutputIncludesReasoning,
    ValuePath? Total = null)
{
    /// <summary>A usage that needs no conversion.</summary>
    public static UsageModel Ready(ValuePath path) => new(CountConvention.Ready, path, EquatableArray<CountModel>.Empty, true);
}

/// <summary>A count of a usage object.</summary>
/// <param name="Role">What it counts.</param>
/// <param name="Path">The path to it.</param>
/// <param name="NeedsCast">True if its type does not convert to <c>long?</c> implicitly; otherwise, false.</param>
/// <param name="Unless">The path to a part of the count. If the part is there, the count is left out; null if it always counts.</param>
/// <param name="Place">Where it is at the end of the path.</param>
internal sealed record CountModel(
    CountRole Role, ValuePath Path, bool NeedsCast, ValuePath? Unless = null, CountPlace Place = CountPlace.Property);
