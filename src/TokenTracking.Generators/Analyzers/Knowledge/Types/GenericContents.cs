using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Knowledge.Types;

/// <summary>Generic types that contain or return objects of their type argument (a list, a task, a <c>Lazy</c>, a delegate), and types that
/// only name it.</summary>
internal static class GenericContents
{
    /// <summary>The types that a value may contain: none for <c>ILogger&lt;ClaudeReader&gt;</c> and <c>IOptions&lt;ClaudeReader&gt;</c>,
    /// which are named after the class that uses them.</summary>
    public static IEnumerable<ITypeSymbol> ContentsOf(INamedTypeSymbol type)
        => type.ContainingNamespace is { Name: "Logging" or "Options" or "Localization",
            ContainingNamespace: { Name: "Extensions", ContainingNamespace.Name: "Microsoft" } }
            ? []
            : type.TypeArguments;
}
