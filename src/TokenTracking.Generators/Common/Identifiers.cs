using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace TokenTracking.Generators.Common;

/// <summary>Names as C# wants them.</summary>
internal static class Identifiers
{
    /// <summary>A name that is a keyword, or that becomes one somewhere, is written with its @.</summary>
    public static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary><c>ServiceTier</c> becomes <c>serviceTier</c>.</summary>
    public static string ToLocal(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary><c>CompleteTaskAsync</c> becomes <c>complete_task</c>.</summary>
    public static string ToOperation(string member)
    {
        const string Async = "Async";
        var name = member.Length > Async.Length && member.EndsWith(Async, StringComparison.Ordinal)
            ? member.Substring(0, member.Length - Async.Length)
            : member;
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            // A word begins at a capital after a small letter or digit, and at the last capital of a run (HTTPCall: http_call).
            var begins = i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (begins)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>The text as a C# string literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
