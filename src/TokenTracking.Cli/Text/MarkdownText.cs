namespace TokenTracking.Cli.Text;

/// <summary>Text in Markdown: names come out of code, and none of them may become markup.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>()#+!|~&";

    /// <summary>The text with every character escaped that has a meaning.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line of Markdown.</returns>
    public static string Of(string text)
        => string.Concat(SafeText.Of(text).Select(static c => Special.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));
}
