using System.Globalization;

namespace TokenTracking.Wire.Facts;

/// <summary>The numbers of one body that sound like usage and have no place in the tree. Their number is limited.</summary>
internal sealed class UnreadNumbers
{
    private const int MaxFields = 200;

    private readonly Dictionary<string, UnreadField> _fields = new(StringComparer.Ordinal);

    /// <summary>True looks at the whole body; false at usage objects alone, and everything else is skipped.</summary>
    public bool LooksEverywhere { get; private set; }

    /// <summary>The line of the body that is read; 0 if lines are not counted.</summary>
    public long Line { get; set; }

    /// <summary>The fields, by path.</summary>
    public IReadOnlyList<UnreadField> Fields
        => _fields.Count == 0 ? [] : [.. _fields.Values.OrderBy(static one => one.Path, StringComparer.Ordinal)];

    /// <summary>The fields that the count of a call may lack. A number of 0 adds nothing to it.</summary>
    public IEnumerable<string> Missing
        => _fields.Count == 0 ? [] : Fields.Where(static one => one is not { Smallest: 0, Largest: 0 }).Select(static one => one.Path);

    public void Reset(bool looksEverywhere)
    {
        LooksEverywhere = looksEverywhere;
        Line = looksEverywhere ? 1 : 0;
        if (_fields.Count > 0)
            _fields.Clear();
    }

    /// <summary>Takes a number, if its name sounds like usage.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="isInUsage">True within a usage object.</param>
    /// <param name="word">The number as it is written.</param>
    public void Add(ReadOnlySpan<char> path, bool isInUsage, ReadOnlySpan<byte> word)
    {
        if (!UsageNames.SoundsLikeUsage(path, isInUsage) || !TryNumber(word, out var value))
            return;
        var line = Line;
        var fields = _fields.GetAlternateLookup<ReadOnlySpan<char>>();
        if (fields.TryGetValue(path, out var known))
            fields[path] = known.With(new UnreadField(known.Path, 1, value, value, line));
        else if (_fields.Count < MaxFields)
            fields[path] = new UnreadField(path.ToString(), 1, value, value, line);
    }

    // A number beyond what a decimal holds is the largest one.
    private static bool TryNumber(ReadOnlySpan<byte> word, out decimal value)
    {
        if (decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || double.IsNaN(number))
            return false;
        value = number < 0 ? decimal.MinValue : decimal.MaxValue;
        return true;
    }
}
