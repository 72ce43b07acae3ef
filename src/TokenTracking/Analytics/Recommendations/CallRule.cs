namespace TokenTracking.Analytics.Recommendations;

/// <summary>Looks for one way to pay less in the calls of a group. It sees the calls one by one, by time, and keeps sums of them: several
/// passes over the store instead of a list of its calls.</summary>
internal abstract class CallRule
{
    /// <summary>Begins a pass. In the first one, nothing is known of the group yet.</summary>
    /// <param name="pass">Its number, from 0.</param>
    /// <returns>True if the rule has to see the calls; otherwise, false.</returns>
    public abstract bool Begin(int pass);

    /// <summary>Takes the next call of a pass.</summary>
    /// <param name="call">A call with usage and a cost.</param>
    /// <param name="pass">The number of the pass.</param>
    public abstract void Add(in UsageRecord call, int pass);

    /// <summary>What was found after the last pass; null if there is no evidence.</summary>
    public abstract Recommendation? Find();
}
