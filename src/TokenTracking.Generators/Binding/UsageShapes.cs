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

    /// <summary>Counts that are no spend: what a prompt would cost, what an organisation may spend.</summary>
    public static bool IsLookAlike(ITypeSymbol type)
        => type.Name.Contains("TokensCount") || type.Name.Contains("CountTokens") || type.Name.Contains("TokenCountResult")
            || type.Name.EndsWith("Params", StringComparison.Ordinal) || type.Name.EndsWith("Options", StringComparison.Ordinal)
            || type.Name.EndsWith("Request", StringComparison.Ordinal);

    /// <summary>Our own results: the runtime reads them itself, their texts' lengths too. Another's getter may build its text, or throw.</summary>
    public static bool IsOwnResult(ITypeSymbol type) => type.IsIn("TokenTracking", "LlmResult") || type.IsIn("TokenTracking", "LlmStreamUpdate");

    /// <summary>Properties under which a type holds the object that carries usage.</summary>
    public static string[] Holders(ITypeSymbol type)
    {
        if (type.IsIn("System.ClientModel", "ClientResult", 1) || type.IsIn("Azure", "Response", 1) || type.IsIn("Azure", "NullableResponse", 1))
            return Envelope;
        return IsStreamEvent(type) ? Messages : [];
    }

    /// <summary>The list of an update's parts, where usage comes as one of them; null for none.</summary>
    public static string? Contents(ITypeSymbol type) => type.IsIn("Microsoft.Extensions.AI", "ChatResponseUpdate") ? "Contents" : null;

    /// <summary>Properties under which a type carries its counts.</summary>
    public static string[] Carriers(ITypeSymbol type)
        => type.IsIn("Microsoft.Extensions.AI", "UsageContent") ? Details : UsageRoles.Carriers;

    /// <summary>True where each item's counts come on top of those before. Everywhere else a later count replaces an earlier one.</summary>
    public static bool IsAdditive(ITypeSymbol type) => type.IsIn("Microsoft.Extensions.AI", "UsageContent");

    /// <summary>The types that the author of an open class derives from it, beside it or inside it.</summary>
    public static IEnumerable<INamedTypeSymbol> Derived(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsSealed: false, Arity: 0 } open || type.SpecialType != SpecialType.None
            || open.ContainingNamespace is not { IsGlobalNamespace: false } space || !IsStreamPart(type))
        {
            return [];
        }

        return space.GetTypeMembers().Concat(open.GetTypeMembers())
            .Where(candidate => SymbolEqualityComparer.Default.Equals(candidate.BaseType, open) && candidate.DeclaredAccessibility == Accessibility.Public)
            .OrderBy(static candidate => candidate.Name, StringComparer.Ordinal);
    }

    /// <summary>The provider behind an SDK's own types, by its OpenTelemetry name; null for types that say nothing of it.</summary>
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
            "Google" when type.ContainingNamespace.ToDisplayString().StartsWith("Google.GenAI", StringComparison.Ordinal) => "gcp.gemini",
            "Azure" when type.ContainingNamespace.ToDisplayString().StartsWith("Azure.AI.Inference", StringComparison.Ordinal) => "azure.ai.inference",
            _ => null,
        };
    }

    // Searching a namespace for derived types is for what is known to come in kinds.
    private static bool IsStreamPart(ITypeSymbol type)
        => IsStreamEvent(type) || type.Name.EndsWith("Usage", StringComparison.Ordinal) || type.Name.EndsWith("Stream", StringComparison.Ordinal)
            || type.Name.EndsWith("Content", StringComparison.Ordinal);

    private static bool IsStreamEvent(ITypeSymbol type)
        => type.Name.EndsWith("Event", StringComparison.Ordinal) || type.Name.EndsWith("Update", StringComparison.Ordinal)
            || type.Name.EndsWith("Chunk", StringComparison.Ordinal) || type.Name.EndsWith("Output", StringComparison.Ordinal);
}
