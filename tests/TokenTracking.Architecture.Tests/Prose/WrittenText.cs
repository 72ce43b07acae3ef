using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Architecture.Tests.Sources;

namespace TokenTracking.Architecture.Tests.Prose;

/// <summary>A text for readers: a comment, a string of a program, a paragraph of a page.</summary>
/// <param name="Place">The file and the line in which it begins.</param>
/// <param name="Words">The text on one line.</param>
internal sealed partial record WrittenText(string Place, string Words)
{
    /// <summary>The comments of a project, and its strings with a space: diagnostics, log messages, help texts.</summary>
    public static IEnumerable<WrittenText> In(BoundProject project)
        => from file in project.Files
           from token in file.Key.GetRoot().DescendantTokens()
           from text in Comment(token).Concat(Strings(token))
           select text with { Place = $"{file.Value.Location}:{text.Place}" };

    /// <summary>The paragraphs of every Markdown page of the repository.</summary>
    public static IEnumerable<WrittenText> InPages(string repositoryRoot)
        => Directory.EnumerateFiles(Path.Combine(repositoryRoot, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(repositoryRoot, "samples"), "README.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(repositoryRoot, "*.md"))
            .SelectMany(InPage);

    /// <summary>The paragraphs of a Markdown page, without its code.</summary>
    public static IEnumerable<WrittenText> InPage(string path)
    {
        var line = 1;
        var prose = CodeBlock().Replace(File.ReadAllText(path), static code => new string('\n', code.Value.Count(static c => c == '\n')));
        foreach (var paragraph in prose.Split("\n\n"))
        {
            yield return new WrittenText($"{path}:{line}", OneLine(Code().Replace(paragraph, "…")));
            line += paragraph.Count(static c => c == '\n') + 2;
        }
    }

    // Documentation and other comments before a token, each kind as one text.
    private static IEnumerable<WrittenText> Comment(SyntaxToken token)
        => from line in token.LeadingTrivia
           where line.IsKind(SyntaxKind.SingleLineCommentTrivia) || line.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
               || line.ToString().StartsWith("///", StringComparison.Ordinal)
           group line.ToString() by line.ToString().StartsWith("///", StringComparison.Ordinal) into lines
           let words = string.Join(' ', lines.Select(static line => line.TrimStart('/')))
           select new WrittenText(LineOf(token.GetLocation()), OneLine(Tag().Replace(words, " ")));

    private static IEnumerable<WrittenText> Strings(SyntaxToken token)
        => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            && token.ValueText.Contains(' ', StringComparison.Ordinal)
            ? [new WrittenText(LineOf(token.GetLocation()), OneLine(token.ValueText))]
            : [];

    private static string LineOf(Location location)
        => (location.GetLineSpan().StartLinePosition.Line + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string OneLine(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
