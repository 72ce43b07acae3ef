namespace TokenTracking.Wire.Passing;

/// <summary>Reads the body of a response as its reader reads it. Disposing of it says that the body has been released.</summary>
internal interface IPassedBody : IPassedBytes, IDisposable
{
    /// <summary>The last byte has passed.</summary>
    void Finish();

    /// <summary>No more bytes will come.</summary>
    /// <param name="exception">What reading them threw.</param>
    void Fail(Exception exception);
}
