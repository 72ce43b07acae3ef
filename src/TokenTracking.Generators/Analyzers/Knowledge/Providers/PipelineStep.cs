using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>A call that adds something to a builder.</summary>
/// <param name="Call">The call, in the body that was asked for.</param>
/// <param name="Kind">The middleware that it adds below its own tracking.</param>
/// <param name="Tracks">True if it adds tracking; otherwise, false.</param>
internal sealed record PipelineStep(IInvocationOperation Call, MiddlewareKind Kind, bool Tracks);
