using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Analyzers.Rules.TT4002;

/// <summary>Whether code that reads the body of a response itself reads its usage: by the names of JSON, in identifiers and
/// texts.</summary>
internal static class UsageMentions
{
    private const int DeepestNesting = 3;

    private static readonly ConditionalWeakTable<SyntaxNode, object> PerType = new();

    // Underscores left out: prompt_tokens is PromptTokens.
    private static readonly string[] Names =
    [
        "usage", "prompttoken", "inputtoken", "outputtoken", "completiontoken", "totaltoken", "evalcount", "tokencount", "tokensused",
        "generatedtoken", "billedunits",
    ];

    // What asks for usage does not read it.
    private static readonly string[] Requests = ["includeusage", "streamusage"];

    /// <summary>True if the type around a node names a count of a response outside of comments; otherwise, false.</summary>
    public static bool AreAround(SyntaxNode node)
        => (bool)PerType.GetValue(Outermost(node), static type => type.DescendantTokens().Any(NamesCount));

    /// <summary>True if a member returns an object with a count among its properties: its callers may read it.</summary>
    public static bool AreReturnedBy(ISymbol member)
        => member is IMethodSymbol { ReturnType: var result } && HasCount(result, DeepestNesting);

    private static bool HasCount(ITypeSymbol whole, int depth)
    {
        if (whole is IArrayTypeSymbol array)
            return HasCount(array.ElementType, depth);
        if (depth == 0 || whole is not INamedTypeSymbol { SpecialType: SpecialType.None } type)
            return false;
        return type.TypeArguments.Any(argument => HasCount(argument, depth))
            || (type.Locations.Any(static location => location.IsInSource)
                && type.GetMembers().OfType<IPropertySymbol>().Any(property => IsCount(property.Name)
                    || HasCount(property.Type, depth - 1)));
    }

    private static bool NamesCount(SyntaxToken token)
    {
        if (!token.IsKind(SyntaxKind.IdentifierToken) && token.Value is not string && !token.IsKind(SyntaxKind.InterpolatedStringTextToken))
            return false;
        return IsCount(token.ValueText);
    }

    private static bool IsCount(string name)
    {
        var text = name.Replace("_", "");
        return text.Length >= 5 && Contains(text, Names) && !Contains(text, Requests);
    }

    private static bool Contains(string text, string[] names)
        => Array.Exists(names, name => text.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);

    private static SyntaxNode Outermost(SyntaxNode node)
        => node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? node.SyntaxTree.GetRoot();
}
