namespace TokenTracking.Storage.Journals;

/// <summary>The caller's own context as bytes: a count, then key and value in turn.</summary>
internal static class MetadataCodec
{
    public static void Write(IReadOnlyDictionary<string, string> metadata, FrameBuffer buffer)
    {
        // The interface's enumerator is an object; the dictionary's own is not, and a dictionary is what nearly every caller passes.
        if (metadata is Dictionary<string, string> dictionary)
        {
            buffer.WriteCount((ulong)dictionary.Count);
            foreach (var (key, value) in dictionary)
                WritePair(key, value, buffer);
            return;
        }

        buffer.WriteCount((ulong)metadata.Count);
        foreach (var (key, value) in metadata)
            WritePair(key, value, buffer);
    }

    public static Dictionary<string, string> Read(ref FrameScanner scanner)
    {
        var count = scanner.ReadCount();
        if (count > (ulong)scanner.Remaining)
            throw new InvalidDataException("There is more metadata than the frame can hold.");
        var metadata = new Dictionary<string, string>((int)count, StringComparer.Ordinal);
        for (var i = 0UL; i < count; i++)
        {
            var key = scanner.ReadString();
            metadata[key] = scanner.ReadString();
        }

        return metadata;
    }

    private static void WritePair(string key, string? value, FrameBuffer buffer)
    {
        buffer.WriteString(key);
        // A caller without nullable checks can pass null; losing the record over it would be worse than an empty value.
        buffer.WriteString(value ?? string.Empty);
    }
}
