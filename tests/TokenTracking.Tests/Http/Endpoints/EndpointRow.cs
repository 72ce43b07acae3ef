using System.Text;

namespace TokenTracking.Tests.Http.Endpoints;

/// <summary>A request to an endpoint, its answer, and what the record of it has to say.</summary>
/// <param name="Url">The address, with the host of the provider.</param>
/// <param name="Provider">The provider of the record.</param>
/// <param name="Model">The model of the record.</param>
/// <param name="Input">The input tokens of the record.</param>
/// <param name="Output">The output tokens of the record.</param>
/// <param name="Answer">The body of the answer.</param>
internal sealed record EndpointRow(string Url, string Provider, string? Model, long? Input, long? Output, byte[] Answer)
{
    public EndpointRow(string url, string provider, string? model, long? input, long? output, string answer)
        : this(url, provider, model, input, output, Encoding.UTF8.GetBytes(answer))
    {
    }

    public string Method { get; init; } = "POST";

    public int Status { get; init; } = 200;

    /// <summary>The body of the request.</summary>
    public string Request { get; init; } = $$"""{"model":"{{Model}}","messages":[{"role":"user","content":"hi"}],"stream":true}""";

    public string RequestType { get; init; } = "application/json";

    public string AnswerType { get; init; } = Answer.AsSpan().StartsWith("data:"u8) || Answer.AsSpan().StartsWith("event:"u8)
        ? "text/event-stream"
        : "application/json";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What the record counts besides tokens, as <c>seconds 9</c>.</summary>
    public string? Unit { get; init; }

    public string Name => $"{Method} {Url} -> {AnswerType} {Status}";

    public override string ToString() => Name;
}
