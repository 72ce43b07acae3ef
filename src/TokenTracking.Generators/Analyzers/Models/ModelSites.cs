using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Models;

/// <summary>Where a text is the name of a model: in a parameter or property that is called so, of a type that has to do with LLMs.</summary>
internal static class ModelSites
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "model", "modelId", "modelName" };

    // SDKs whose names are those of the providers. Azure's are deployments, and a local server's are whatever was pulled.
    private static readonly string[] Assemblies =
        ["TokenTracking", "OpenAI", "Anthropic", "Microsoft.Extensions.AI", "Google.GenAI", "Mistral.SDK", "Microsoft.SemanticKernel"];

    /// <summary>True for the name of a parameter, property or setting that holds a model.</summary>
    public static bool IsModelName(string name) => Names.Contains(name);

    /// <summary>True for a parameter or property that takes a provider's model.</summary>
    public static bool TakesModel(TrackingSymbols symbols, ISymbol taking)
    {
        if (!Names.Contains(taking.Name) || taking.ContainingType is not { } type || IsLocal(type))
            return false;
        return Assemblies.Any(name => IsOf(type.ContainingAssembly, name)) || symbols.Types.ImplementedBy(type) is not null;
    }

    // Ollama, LM Studio and their like: no table knows what somebody has on a disk.
    private static bool IsLocal(INamedTypeSymbol type)
        => type.Name.IndexOf("Local", StringComparison.Ordinal) >= 0 || type.Name.IndexOf("Ollama", StringComparison.Ordinal) >= 0;

    private static bool IsOf(IAssemblySymbol? assembly, string name)
        => assembly is not null && (assembly.Name == name || assembly.Name.StartsWith(name + ".", StringComparison.Ordinal));
}
