namespace TokenTracking.Calls;

/// <summary>The responses with an ID that have been recorded and can be requested again. Decorators and the handler share it.</summary>
internal static class PolledResponses
{
    private const string Layer = "TokenTracking.Poll";

    /// <summary>Remembers a response.</summary>
    /// <param name="responseId">Its ID; null is not remembered.</param>
    /// <param name="tracker">The tracker that takes its record.</param>
    /// <returns>False if it has been recorded before.</returns>
    public static bool TryAdd(string? responseId, ITokenTracker tracker) => RepeatedResponses.TryAdd(Layer, responseId, tracker);

    /// <summary>Forgets a response whose record could not be made: the next request for it is recorded.</summary>
    /// <param name="responseId">Its ID; null has no effect.</param>
    /// <param name="tracker">The tracker that did not take its record.</param>
    public static void Remove(string? responseId, ITokenTracker tracker) => RepeatedResponses.Remove(Layer, responseId, tracker);
}
