namespace TokenTracking.Wire.Paths;

/// <summary>Numbers of places, in order of preference, and the same as a bit mask: most places are in no given body.</summary>
internal sealed class SlotSet
{
    public SlotSet(IReadOnlyCollection<int> slots)
    {
        Slots = [.. slots];
        Mask = new ulong[Words(slots.Count == 0 ? 0 : slots.Max() + 1)];
        foreach (var slot in slots)
            Mask[slot >> 6] |= 1UL << slot;
    }

    public int[] Slots { get; }

    public ulong[] Mask { get; }

    /// <summary>How many words hold so many bits.</summary>
    public static int Words(int bits) => (bits + 63) / 64;

    /// <summary>True if one of the places is among the given ones.</summary>
    public bool Overlaps(ulong[] given)
    {
        var mask = Mask;
        for (var word = 0; word < mask.Length; word++)
        {
            if ((mask[word] & given[word]) != 0)
                return true;
        }

        return false;
    }
}
