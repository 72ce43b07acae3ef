using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

/// <summary>How clients of an interface are put together of layers, as Microsoft.Extensions.AI does it.</summary>
/// <param name="Builder">The builder, with the interface's type arguments; null if the project does not reference it.</param>
/// <param name="Layer">The base class of layers, with the interface's type arguments; null if there is none.</param>
/// <param name="InnerProperty">The layer's protected property that has the layer below.</param>
/// <param name="HasServiceLookup">True if <c>GetService</c> finds the layers below one of another kind; otherwise, false.</param>
/// <param name="DisabledWarnings">Ids of obsolete and experimental features that naming the types touches.</param>
/// <param name="ExternAliases">Aliases of references that naming the types needs.</param>
internal sealed record PipelineModel(
    string? Builder, string? Layer, string? InnerProperty, bool HasServiceLookup,
    EquatableArray<string> DisabledWarnings, EquatableArray<string> ExternAliases);
