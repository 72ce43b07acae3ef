namespace TokenTracking.Wire.Reading;

/// <summary>How a body came to its last byte.</summary>
internal enum BodyEnd
{
    /// <summary>More bytes may come.</summary>
    Open,

    /// <summary>It is not known: the bytes may have been cut anywhere.</summary>
    Unknown,

    /// <summary>Whoever sent it says that this is its end.</summary>
    Reached,

    /// <summary>It broke off, or was left before its end.</summary>
    Cut,
}
