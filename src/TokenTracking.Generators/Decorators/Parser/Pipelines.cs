using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>
/// Finds the builder and the base class of layers that belong to an interface, by the names and shapes of Microsoft.Extensions.AI:
/// <c>ChatClientBuilder</c> and <c>DelegatingChatClient</c> for <c>IChatClient</c>. Depends on what the project references, not on the
/// interface alone.
/// </summary>
internal static class Pipelines
{
    /// <summary>The model with its pipeline; the same if the project has none.</summary>
    public static InterfaceModel AddTo(InterfaceModel model, INamedTypeSymbol type, Compilation compilation)
        => model.InnerTypeParameter is null && Find(type.OriginalDefinition, compilation) is { } pipeline
            ? model with
            {
                Pipeline = pipeline,
                DisabledWarnings = Union(model.DisabledWarnings, pipeline.DisabledWarnings),
                ExternAliases = Union(model.ExternAliases, pipeline.ExternAliases),
            }
            : model;

    private static PipelineModel? Find(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.ContainingType is not null || type.ContainingNamespace.IsGlobalNamespace)
            return null;
        var space = type.ContainingNamespace.ToDisplayString();
        var name = type.TypeKind == TypeKind.Interface && type.Name.StartsWith("I", StringComparison.Ordinal)
            ? type.Name.Substring(1)
            : type.Name;
        var builder = Beside(type, $"{space}.{name}Builder", compilation) is { } found && Builds(found, type) ? found : null;
        var layer = Beside(type, $"{space}.Delegating{name}", compilation);
        var inner = layer is null ? null : InnerOf(layer, type);
        if (builder is null && inner is null)
            return null;

        var warnings = new Warnings();
        var types = new TypeNames(type.TypeParameters, compilation);
        return new PipelineModel(
            builder is null ? null : Name(builder),
            inner is null ? null : Name(layer!),
            inner?.Name,
            type.GetMembers("GetService").Concat(type.AllInterfaces.SelectMany(static face => face.GetMembers("GetService")))
                .Any(static member => member is IMethodSymbol { Parameters.Length: 2, Arity: 0 }),
            warnings.Disabled.ToEquatableArray(),
            types.UsedAliases.ToEquatableArray());

        string Name(INamedTypeSymbol named)
        {
            warnings.NoteType(named);
            return types.NotNull(named.IsGenericType ? named.Construct([.. type.TypeParameters]) : named);
        }
    }

    // Nothing is generated for a name that two assemblies declare.
    private static INamedTypeSymbol? Beside(INamedTypeSymbol type, string name, Compilation compilation)
        => KnownType.In(compilation, type.Arity == 0 ? name : $"{name}`{type.Arity}") is { Declarations: [var only] } ? only : null;

    // Use(Func<IChatClient, IServiceProvider, IChatClient>) and Build(IServiceProvider).
    private static bool Builds(INamedTypeSymbol builder, INamedTypeSymbol type)
    {
        var built = Own(type, builder);
        return builder.GetMembers("Use").OfType<IMethodSymbol>().Any(method => method is
        {
            DeclaredAccessibility: Accessibility.Public, IsStatic: false, Arity: 0,
            Parameters: [{ Type: INamedTypeSymbol { Name: "Func", TypeArguments: [var below, { Name: "IServiceProvider" }, var above] } }],
        }
            && Is(below, built) && Is(above, built) && Is(method.ReturnType, builder))
            && builder.GetMembers("Build").OfType<IMethodSymbol>().Any(method => method is
            {
                DeclaredAccessibility: Accessibility.Public, IsStatic: false, Parameters: [{ Type.Name: "IServiceProvider" }],
            }
                && Is(method.ReturnType, built));
    }

    private static IPropertySymbol? InnerOf(INamedTypeSymbol layer, INamedTypeSymbol type)
        => layer.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(property
            => property is { GetMethod: not null, IsStatic: false, IsIndexer: false }
                && property.Name.StartsWith("Inner", StringComparison.Ordinal) && Is(property.Type, Own(type, layer)));

    // The interface with the type parameters of its builder or layer.
    private static INamedTypeSymbol Own(INamedTypeSymbol type, INamedTypeSymbol beside)
        => type.IsGenericType ? type.Construct([.. beside.TypeParameters]) : type;

    private static bool Is(ITypeSymbol one, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    private static EquatableArray<string> Union(EquatableArray<string> one, EquatableArray<string> other)
        => one.Concat(other).Distinct(StringComparer.Ordinal).OrderBy(static id => id, StringComparer.Ordinal).ToEquatableArray();
}
