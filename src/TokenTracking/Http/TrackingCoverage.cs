using System.Runtime.InteropServices;

namespace TokenTracking.Http;

/// <summary>How many of the requests to LLMs that left are in the records.</summary>
/// <param name="Requests">Requests to known LLM endpoints.</param>
/// <param name="Records">Records of them: the handler's own, and one for each call of a decorator that sent any. A request
/// that an SDK repeats inside a decorated call adds a request and no record.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TrackingCoverage(long Requests, long Records)
{
    /// <summary>Records for each request, from 0 to 1; null before the first request.</summary>
    public double? Share => Requests == 0 ? null : (double)Records / Requests;
}
