namespace TokenTracking.Attribution;

/// <summary>A call's metadata, copied once when the caller gives it: what the caller does with its own dictionary afterwards changes no
/// record.
/// </summary>
internal sealed class CallMetadata : Dictionary<string, string>
{
    private const int MaxAttempts = 3;

    public CallMetadata()
        : base(StringComparer.Ordinal)
    {
    }

    public CallMetadata(CallMetadata other)
        : base(other, StringComparer.Ordinal)
    {
    }

    /// <summary>The metadata as a separate copy; null if there is none.</summary>
    /// <param name="metadata">What the caller gave.</param>
    /// <param name="failure">What the caller's dictionary threw; null if it was read.</param>
    public static CallMetadata? Of(IReadOnlyDictionary<string, string>? metadata, out Exception? failure)
    {
        failure = null;
        if (metadata is null or CallMetadata)
            return metadata as CallMetadata;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            try
            {
                return Copy(metadata);
            }
#pragma warning disable CA1031 // The dictionary is the caller's code. If another thread changes it meanwhile, a second attempt succeeds.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = exception;
            }
        }

        return null;
    }

    private static CallMetadata? Copy(IReadOnlyDictionary<string, string> metadata)
    {
        var copy = new CallMetadata();
        foreach (var (key, value) in metadata)
        {
            // A caller without nullable checks can pass null; losing the record over it would be worse than an empty value.
            if (key is not null)
                copy[WellFormedText.Of(key)] = WellFormedText.Of(value) ?? "";
        }

        return copy.Count == 0 ? null : copy;
    }
}
