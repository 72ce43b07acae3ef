using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>What the names of a type cannot tell of it: how the known SDKs wrap, repeat and add up usage.</summary>
/// <remarks>Read from OpenAI 2.15, Anthropic 13.12, Microsoft.Extensions.AI 10.11, OllamaSharp 5, Google.GenAI 1, AWS SDK 4,
/// Azure.AI.Inference 1.0 beta, Mistral.SDK 2 and LlmTornado 3.</remarks>
internal static class UsageShapes
{
    private static readonly string[] Envelope = ["Value"];
    private static readonly string[] Details = ["Details"];
    private static readonly string[] Messages = ["Message", "Response"];

    /// <summary>Counts that are not usage: the tokens that a prompt would use, the limit of an organization.</summary>
    public static bool IsLookAlike(ITypeSymbol type)
        => type.Name.Contains("TokensCount") || type.Name.Contains("CountTokens") || type.Name.Contains("TokenCountResult")
            || Ends(type, "Params") || Ends(type, "Options") || Ends(type, "Request");

    /// <summary>Our own results: the runtime reads them itself, the lengths of their texts included. A getter of another type may build its
    /// text, or throw.</summary>
    public static bool IsOwnResult(ITypeSymbol type)
        => type.IsIn("TokenTracking", "LlmResult") || type.IsIn("TokenTracking", "LlmStreamUpdate");

    /// <summary>Properties under which a type holds the object that carries usage.</summary>
    public static string[] Holders(ITypeSymbol type)
    {
        if (type.IsIn("System.ClientModel", "ClientResult", 1) || type.IsIn("Azure", "Response", 1)
            || type.IsIn("Azure", "NullableResponse", 1))
        {
            return Envelope;
        }

        return IsStreamEvent(type) ? Messages : [];
    }

    /// <summary>The list of an update's parts, if usage comes as one of them; null otherwise.</summary>
    public static string? Contents(ITypeSymbol type)
        => type.IsIn("Microsoft.Extensions.AI", "ChatResponseUpdate") ? "Contents" : null;

    /// <summary>Properties under which a type carries its counts.</summary>
    public static string[] Carriers(ITypeSymbol type)
        => type.IsIn("Microsoft.Extensions.AI", "UsageContent") ? Details : UsageRoles.Carriers;

    /// <summary>True if each item's counts come on top of those before; false if a later count replaces an earlier one.</summary>
    public static bool IsAdditive(ITypeSymbol type) => type.IsIn("Microsoft.Extensions.AI", "UsageContent");

    /// <summary>The types that the author of an open class derives from it, next to it or inside it.</summary>
    public static IEnumerable<INamedTypeSymbol> Derived(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsSealed: false, Arity: 0, SpecialType: SpecialType.None } open
            || open.ContainingNamespace is not { IsGlobalNamespace: false } space || !IsStreamPart(type))
        {
            return [];
        }

        return space.GetTypeMembers().Concat(open.GetTypeMembers())
            .Where(candidate => SymbolEqualityComparer.Default.Equals(candidate.BaseType, open)
                && candidate.DeclaredAccessibility == Accessibility.Public)
            .OrderBy(static candidate => candidate.Name, StringComparer.Ordinal);
    }

    /// <summary>The provider behind an SDK's own types, by its OpenTelemetry name; null for types of no known SDK.</summary>
    public static string? ProviderOf(ITypeSymbol type)
    {
        var root = type.ContainingNamespace;
        while (root is { ContainingNamespace.IsGlobalNamespace: false })
            root = root.ContainingNamespace;
        return root?.Name switch
        {
            "OpenAI" => "openai",
            "Anthropic" => "anthropic",
            "OllamaSharp" => "ollama",
            "Amazon" => "aws.bedrock",
            "Mistral" => "mistral_ai",
            "Google" when IsBelow(type, "Google.GenAI") => "gcp.gemini",
            "Azure" when IsBelow(type, "Azure.AI.Inference") => "azure.ai.inference",
            _ => null,
        };
    }

    private static bool IsBelow(ITypeSymbol type, string space)
        => type.ContainingNamespace.ToDisplayString().StartsWith(space, StringComparison.Ordinal);

    // Searching a namespace for derived types is for what is known to come in kinds.
    private static bool IsStreamPart(ITypeSymbol type)
        => IsStreamEvent(type) || Ends(type, "Usage") || Ends(type, "Stream") || Ends(type, "Content");

    private static bool IsStreamEvent(ITypeSymbol type)
        => Ends(type, "Event") || Ends(type, "Update") || Ends(type, "Chunk") || Ends(type, "Output");

    private static bool Ends(ITypeSymbol type, string name) => type.Name.EndsWith(name, StringComparison.Ordinal);
}
