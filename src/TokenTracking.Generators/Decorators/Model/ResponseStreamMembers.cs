namespace TokenTracking.Generators.Decorators.Model;

/// <summary>The members of streams that hold the response that they are read from.</summary>
internal static class ResponseStreamMembers
{
    /// <summary>The method that creates a stream over a response and its items.</summary>
    public const string Factory = "CreateFromResponse";

    /// <summary>The method that returns the response of a stream.</summary>
    public const string Response = "GetRawResponse";
}
