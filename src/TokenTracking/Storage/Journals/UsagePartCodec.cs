namespace TokenTracking.Storage.Journals;

/// <summary>The steps of a call as bytes: a count, then for each step a bit per known text, the texts, and the counts.</summary>
internal static class UsagePartCodec
{
    private const byte HasKind = 1;
    private const byte HasModel = 2;

    public static void Write(IReadOnlyList<UsagePart> parts, FrameBuffer buffer)
    {
        buffer.WriteCount((ulong)parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            buffer.WriteByte((byte)((part.Kind is null ? 0 : HasKind) | (part.Model is null ? 0 : HasModel)));
            if (part.Kind is { } kind)
                buffer.WriteString(kind);
            if (part.Model is { } model)
                buffer.WriteString(model);
            TokenUsageCodec.Write(part.Usage, buffer);
        }
    }

    public static UsagePart[] Read(ref FrameScanner scanner)
    {
        var count = scanner.ReadCount();
        if (count > (ulong)scanner.Remaining)
            throw new InvalidDataException("There are more steps than the frame can hold.");
        var parts = new UsagePart[(int)count];
        for (var i = 0; i < parts.Length; i++)
        {
            var known = scanner.ReadByte();
            var kind = (known & HasKind) != 0 ? scanner.ReadString() : null;
            var model = (known & HasModel) != 0 ? scanner.ReadString() : null;
            parts[i] = new UsagePart(kind, model, TokenUsageCodec.Read(ref scanner));
        }

        return parts;
    }
}
