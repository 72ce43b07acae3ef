using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>Which files speak of token counts. Every sum of a program is looked at: in most files one glance is enough.</summary>
internal static class TokenFiles
{
    private static readonly string[] Words = ["Tokens", "TokenCount", "EvalCount"];

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Known = new();

    /// <summary>True for a file in which a count can be named.</summary>
    public static bool Speaks(SyntaxTree tree) => Known.GetValue(tree, static key => new StrongBox<bool>(Names(key))).Value;

    private static bool Names(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        return Words.Any(word => text.Contains(word));
    }
}
