using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

/// <summary>What the project has that generated code depends on.</summary>
/// <param name="HasContainer">True if <c>IServiceCollection</c> is referenced; otherwise, false.</param>
/// <param name="HasCSharp9">True from C# 9 on; otherwise, false.</param>
/// <param name="ReferencesLayers">True if an assembly that is referenced has layers that record calls, other than decorators; otherwise,
/// false.</param>
internal sealed record ProjectModel(bool HasContainer, bool HasCSharp9, bool ReferencesLayers);

/// <summary>A tracked interface in the assembly's list.</summary>
/// <param name="Interface">The interface as a type.</param>
/// <param name="TypeOf">The interface inside <c>typeof</c>.</param>
/// <param name="Decorator">The decorator, qualified.</param>
/// <param name="TypeParameters">The type parameters of the interface and its decorator.</param>
/// <param name="IsContainable">True if a container can hold it: an interface with static abstract members is no type argument.</param>
/// <param name="IsDisposable">True if the decorator has a parameter that says who disposes of the inner object; otherwise, false.</param>
/// <param name="IsListed">True if the assembly lists it for those that reference it; otherwise, false.</param>
/// <param name="Pipeline">The class that puts tracking into a builder's pipeline; null if the interface has no builder.</param>
/// <param name="DisabledWarnings">Ids of obsolete and experimental features that naming it touches.</param>
/// <param name="ExternAliases">Aliases of references that naming it needs.</param>
internal sealed record RegistrationModel(
    string Interface, string TypeOf, string Decorator, EquatableArray<TypeParameterModel> TypeParameters, bool IsContainable,
    bool IsDisposable, bool IsListed, string? Pipeline, EquatableArray<string> DisabledWarnings, EquatableArray<string> ExternAliases)
{
    /// <summary>The name of the class that puts tracking into a builder's pipeline.</summary>
    public static string PipelineOf(InterfaceModel model) => model.Decorator + "Pipeline";

    public static RegistrationModel Of(InterfaceModel model) => new(
        model.Interface,
        model.TypeOf,
        "global::" + (model.Namespace.Length == 0 ? "" : model.Namespace + ".") + model.Decorator,
        model.TypeParameters,
        model is { InnerTypeParameter: null, IsObsoleteError: false },
        model.IsDisposable,
        model.IsListed,
        model.Pipeline is { Builder: not null } ? $"global::{model.Namespace}.{PipelineOf(model)}" : null,
        model.DisabledWarnings,
        model.ExternAliases);
}
