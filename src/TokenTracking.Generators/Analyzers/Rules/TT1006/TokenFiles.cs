using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>The files that contain token counts. Every sum of a program is analyzed; most files can be excluded by a quick check.</summary>
internal static class TokenFiles
{
    private static readonly string[] Words = ["Tokens", "TokenCount", "EvalCount"];

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Known = new();

    /// <summary>True for a file that may name a count.</summary>
    public static bool Speaks(SyntaxTree tree) => Known.GetValue(tree, static key => new StrongBox<bool>(Names(key))).Value;

    private static bool Names(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        return Words.Any(word => text.Contains(word));
    }
}
