using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>Finds the model in the text of a request: <c>"""{ "model": "gpt-4o", "messages": [...] }"""</c>.</summary>
internal static class ModelBodies
{
    // In source form: quotes are plain in a raw literal, doubled in a verbatim literal, escaped in others.
    private static readonly Regex Setting = new(
        "\\\\?\"{1,2}model\\\\?\"{1,2}\\s*:\\s*\\\\?\"{1,2}(?<name>[^\"\\\\{}\\s]+)\\\\?\"", RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    private static readonly string[] Asks = ["messages", "prompt", "contents", "input", "max_tokens"];

    private static readonly string[] Answers = ["choices", "usage", "\"object", "object\""];

    /// <summary>The model that a text requests. A model in a response (in tests, for example) is not requested.</summary>
    public static (string Model, Location Location)? In(IOperation literal)
    {
        if (literal is not ILiteralOperation { ConstantValue: { HasValue: true, Value: string { Length: > 20 } text } }
            || text.IndexOf("\"model\"", StringComparison.Ordinal) < 0)
            return null;
        return InRequest(literal);
    }

    // A separate method: its closures would be allocated for every literal in a program.
    private static (string Model, Location Location)? InRequest(IOperation literal)
    {
        var syntax = literal.Syntax;
        var whole = (literal.Parent is IInterpolatedStringTextOperation ? literal.Parent.Parent!.Syntax : syntax).ToString();
        if (!Asks.Any(word => whole.Contains(word)) || Answers.Any(word => whole.Contains(word))
            || Setting.Match(syntax.ToString()) is not { Success: true } match)
            return null;
        var name = match.Groups["name"];
        return (name.Value, Location.Create(syntax.SyntaxTree, new TextSpan(syntax.SpanStart + name.Index, name.Length)));
    }
}
