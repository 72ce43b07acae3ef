namespace TokenTracking.Wire.Passing;

/// <summary>Reads bytes on their way from one stream to another. It must not throw.</summary>
internal interface IPassedBytes
{
    /// <summary>Bytes pass by.</summary>
    /// <param name="bytes">The bytes, which are not kept.</param>
    void Read(ReadOnlySpan<byte> bytes);
}
