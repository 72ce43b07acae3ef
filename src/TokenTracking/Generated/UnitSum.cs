namespace TokenTracking.Generated;

/// <summary>Adds up what several answers used besides tokens.</summary>
internal static class UnitSum
{
    /// <summary>The quantities of two answers, added up for each unit.</summary>
    /// <param name="one">Those of one; null for none.</param>
    /// <param name="other">Those of the other; null for none.</param>
    /// <returns>Null if both have none. A quantity that cannot be is in no sum, and is kept as it is.</returns>
    public static IReadOnlyList<UsageUnit>? Of(IReadOnlyList<UsageUnit>? one, IReadOnlyList<UsageUnit>? other)
    {
        if (one is not { Count: > 0 })
            return other;
        if (other is not { Count: > 0 })
            return one;
        var sum = new List<UsageUnit>(one.Count + other.Count);
        foreach (var unit in one.Concat(other))
        {
            if (unit is null)
                continue;
            var index = unit.IsPossible ? sum.FindIndex(known => known.IsPossible && known.Unit == unit.Unit) : -1;
            if (index < 0)
                sum.Add(unit);
            else
                sum[index] = sum[index] with { Quantity = sum[index].Quantity + unit.Quantity };
        }

        return sum.ToArray();
    }
}
