using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Twice;

namespace TokenTracking.Generators.Analyzers.Models;

/// <summary>How sure it is that a text is the name of a provider's model.</summary>
internal enum ModelSite
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The name of the parameter or property says so, and nothing else: what it is called may be a car's.</summary>
    Named,

    /// <summary>An SDK, the runtime or a provider takes it for the model.</summary>
    Certain,
}

/// <summary>Where a text is the name of a model: in a parameter or property that is called so.</summary>
internal static class ModelSites
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "model", "modelId", "modelName", "defaultModel" };

    // SDKs whose names are those of the providers. Azure's are deployments, and a local server's are whatever was pulled.
    private static readonly string[] Assemblies =
        ["TokenTracking", "OpenAI", "Anthropic", "Microsoft.Extensions.AI", "Google.GenAI", "Mistral.SDK", "Microsoft.SemanticKernel"];

    private static readonly string[] OtherKinds = ["Audio", "Speech", "Transcription", "Video", "Moderation"];

    /// <summary>What a parameter or property takes.</summary>
    public static ModelSite Of(TrackingSymbols symbols, ISymbol taking)
    {
        if (!IsCalledModel(taking.Name) || taking.ContainingType is not { } type || IsLocal(type) || IsPricedOtherwise(taking))
            return ModelSite.None;
        return Names.Contains(taking.Name) && (Assemblies.Any(name => IsOf(type.ContainingAssembly, name)) || symbols.Types.ImplementedBy(type) is not null)
            ? ModelSite.Certain
            : ModelSite.Named;
    }

    /// <summary>True for a client that is pointed to another address than its SDK's: a local server, a gateway with names of its own.</summary>
    public static bool HasOwnEndpoint(IOperation taking)
    {
        var whole = taking.Parent;
        var client = (whole as IInvocationOperation)?.Instance;
        return IsPointed(whole as IObjectCreationOperation) || IsPointed(Origins.Of(client))
            || (client is IFieldReferenceOperation field && PrivateUses.ValuesOf(field.Field, field) is { } values && values.Any(static value => IsPointed(Origins.Of(value))));
    }

    private static bool IsPointed(IOperation? creation)
        => creation is IObjectCreationOperation made && (IsEndpoint(made) || made.Arguments.Any(static argument => Origins.Of(argument.Value) is { } origin && IsEndpoint(origin)));

    private static bool IsEndpoint(IOperation operation)
        => operation.DescendantsAndSelf().Any(static inner => inner switch
        {
            IPropertyReferenceOperation { Property.Name: "Endpoint" or "BaseUrl" or "BaseAddress" } => true,
            IArgumentOperation { ArgumentKind: ArgumentKind.Explicit, Parameter: { Name: "endpoint" } } => true,
            _ => false,
        });

    private static bool IsCalledModel(string name)
        => name.EndsWith("Model", StringComparison.Ordinal) || name.EndsWith("ModelId", StringComparison.Ordinal) || name.EndsWith("ModelName", StringComparison.Ordinal)
            || name is "model" or "modelId" or "modelName";

    // Speech, video and moderation are billed by the second, the letter or not at all: the table of token prices does not have their models.
    private static bool IsPricedOtherwise(ISymbol taking)
        => OtherKinds.Any(kind => taking.ContainingType.Name.Contains(kind) || taking.ContainingSymbol.Name.Contains(kind));

    // Ollama, LM Studio and their like: no table knows what somebody has on a disk.
    private static bool IsLocal(INamedTypeSymbol type)
        => type.Name.IndexOf("Local", StringComparison.Ordinal) >= 0 || type.Name.IndexOf("Ollama", StringComparison.Ordinal) >= 0;

    private static bool IsOf(IAssemblySymbol? assembly, string name)
        => assembly is not null && (assembly.Name == name || assembly.Name.StartsWith(name + ".", StringComparison.Ordinal));
}
