namespace TokenTracking.SdkTable.Tests.Serving;

/// <summary>A request that is to be answered.</summary>
/// <param name="Host">The host that the client asked.</param>
/// <param name="Path">The path.</param>
/// <param name="Body">The body, as text.</param>
/// <param name="Model">The model that answers.</param>
/// <param name="Tokens">What the answer has to state.</param>
/// <param name="Id">The ID of the answer: none is used twice.</param>
/// <param name="CallsTool">Whether the answer is a call of the tool that the request offers.</param>
internal sealed record Question(
    string Host, string Path, string Body, string Model, Tokens Tokens, string Id, bool CallsTool)
{
    public bool WantsStream => Says("\"stream\":true") || Path.Contains("stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a piece of JSON is in the body, however it is written.</summary>
    public bool Says(string json) => Body.Replace(" ", "", StringComparison.Ordinal).Contains(json, StringComparison.Ordinal);
}
