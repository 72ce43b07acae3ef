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

/// <summary>How a usage object becomes a <c>TokenUsage</c>.</summary>
/// <param name="Convention">How its counts relate to each other.</param>
/// <param name="Path">The path to the usage, if it is ready; otherwise, empty.</param>
/// <param name="Counts">The counts, at most one for each role; empty if it is ready.</param>
/// <param name="OutputIncludesReasoning">True if reasoning is part of the output; otherwise, false.</param>
internal sealed record UsageModel(
    CountConvention Convention, ValuePath Path, EquatableArray<CountModel> Counts, bool OutputIncludesReasoning)
{
    /// <summary>A usage that needs no conversion.</summary>
    public static UsageModel Ready(ValuePath path) => new(CountConvention.Ready, path, EquatableArray<CountModel>.Empty, true);
}

/// <summary>A count of a usage object.</summary>
/// <param name="Role">What it counts.</param>
/// <param name="Path">The path to it.</param>
/// <param name="NeedsCast">True if its type does not convert to <c>long?</c> implicitly; otherwise, false.</param>
/// <param name="Unless">The path to a part of the count. If the part is there, the count is left out; null if it always counts.</param>
internal sealed record CountModel(CountRole Role, ValuePath Path, bool NeedsCast, ValuePath? Unless = null);
