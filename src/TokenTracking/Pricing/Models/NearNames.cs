namespace TokenTracking.Pricing.Models;

/// <summary>Names that a misspelt or new model may have meant. For messages alone: no price is ever taken from here.</summary>
internal static class NearNames
{
    /// <summary>The nearest names, nearest first.</summary>
    /// <param name="name">What was not found.</param>
    /// <param name="names">What there is.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>Names that share at least half of their letters in place.</returns>
    public static List<string> Of(string name, IEnumerable<string> names, int count)
        => [.. names.Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .Where(candidate => candidate.Distance <= Math.Max(name.Length, candidate.Name.Length) / 2)
            .OrderBy(static candidate => candidate.Distance).ThenBy(static candidate => candidate.Name, StringComparer.Ordinal)
            .Take(count).Select(static candidate => candidate.Name)];

    // Edits to come from one name to the other, letters compared without case.
    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > Math.Max(left.Length, right.Length) / 2)
            return int.MaxValue;
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (same ? 0 : 1));
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
