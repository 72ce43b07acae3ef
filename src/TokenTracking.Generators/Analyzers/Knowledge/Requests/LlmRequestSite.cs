using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>A request to an LLM.</summary>
/// <param name="Endpoint">The address, as far as it is known.</param>
/// <param name="Request">The call or message that makes the request; it is inside a helper if the helper sends the request.</param>
internal sealed record LlmRequestSite(string Endpoint, IOperation Request);
