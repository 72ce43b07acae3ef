namespace TokenTracking.Storage.Journals;

/// <summary>Units besides tokens as bytes: a count, then for each the unit as text and the quantity.</summary>
internal static class UsageUnitCodec
{
    public static void Write(IReadOnlyList<UsageUnit> units, FrameBuffer buffer)
    {
        buffer.WriteCount((ulong)units.Count);
        for (var i = 0; i < units.Count; i++)
        {
            buffer.WriteString(units[i].Unit);
            buffer.WriteDecimal(units[i].Quantity);
        }
    }

    public static UsageUnit[] Read(ref FrameScanner scanner)
    {
        var count = scanner.ReadCount();
        if (count > (ulong)scanner.Remaining)
            throw new InvalidDataException("There are more units than the frame can hold.");
        var units = new UsageUnit[(int)count];
        for (var i = 0; i < units.Length; i++)
            units[i] = new UsageUnit(scanner.ReadString(), scanner.ReadDecimal());
        return units;
    }
}
