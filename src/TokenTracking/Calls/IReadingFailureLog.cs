namespace TokenTracking.Calls;

/// <summary>A tracker that has a log for what generated code could not read of a call.</summary>
internal interface IReadingFailureLog
{
    void ReadingFailed(Exception exception, string operation);
}
