using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Knowledge.Types;

/// <summary>Generic types that hold or return what they are of (a list, a task, a <c>Lazy</c>, a delegate), and such as only name
/// it.</summary>
internal static class GenericContents
{
    /// <summary>What a value of the type may hold: nothing for <c>ILogger&lt;ClaudeReader&gt;</c> and <c>IOptions&lt;ClaudeReader&gt;</c>,
    /// which are called after their user.</summary>
    public static IEnumerable<ITypeSymbol> ContentsOf(INamedTypeSymbol type)
        => type.ContainingNamespace is { Name: "Logging" or "Options" or "Localization",
            ContainingNamespace: { Name: "Extensions", ContainingNamespace.Name: "Microsoft" } }
            ? []
            : type.TypeArguments;
}
