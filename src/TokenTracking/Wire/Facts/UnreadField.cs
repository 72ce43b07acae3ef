namespace TokenTracking.Wire;

/// <summary>A number of a response that sounds like usage and that no dialect reads: a field that is new, or one that is not known
/// yet.</summary>
/// <param name="Path">Its dotted path (<c>usage.search_tokens</c>); <c>[]</c> is an element of an array, and <c>*</c> a key that is not a
/// name.</param>
/// <param name="Count">How often it came.</param>
/// <param name="Smallest">The smallest value.</param>
/// <param name="Largest">The largest value.</param>
/// <param name="Line">The line of the body that it came in first, from 1; 0 if lines are not counted.</param>
public sealed record UnreadField(string Path, long Count, decimal Smallest, decimal Largest, long Line)
{
    /// <summary>This field as another response has it as well.</summary>
    /// <param name="other">The field there.</param>
    /// <returns>The field of both, at the line of this one.</returns>
    public UnreadField With(UnreadField other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with
        {
            Count = Count + other.Count,
            Smallest = Math.Min(Smallest, other.Smallest),
            Largest = Math.Max(Largest, other.Largest),
        };
    }
}
