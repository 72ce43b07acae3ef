using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>A request to an LLM.</summary>
/// <param name="Endpoint">The address, or what is known of it.</param>
/// <param name="Request">The call or message that makes the request: inside a helper, if a call leads there.</param>
internal sealed record LlmRequestSite(string Endpoint, IOperation Request);
