using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Common;

/// <summary>The first part of the namespace of a type: <c>Microsoft</c> for <c>Microsoft.Extensions.AI</c>.</summary>
internal static class RootNamespace
{
    /// <summary>The root namespace; empty for a type in no namespace.</summary>
    public static string Of(ITypeSymbol? type)
    {
        var space = type?.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
            space = outer;
        return space?.Name ?? "";
    }
}
