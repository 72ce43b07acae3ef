using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Audit;

/// <summary>An audit as Markdown, for a document or a page of continuous integration.</summary>
internal static class AuditMarkdown
{
    /// <summary>Prints it.</summary>
    /// <param name="document">The audit.</param>
    /// <param name="output">Where to.</param>
    public static void Write(AuditDocument document, TextWriter output)
    {
        output.WriteLine("## Audit of LLM calls");
        output.WriteLine();
        output.WriteLine(AuditText.InWords(document));
        Table(output, "Components", AuditText.ComponentTitles, document.Components.Select(AuditText.Cells));
        Table(output, "Models", AuditText.ModelTitles, document.Models.Select(AuditText.Cells));
        Table(output, "Not audited", AuditText.FailureTitles, document.NotAudited.Select(AuditText.Cells));
        List(output, "First steps", "1. ", document.Steps);
        List(output, "Notes", "- ", document.Notes);
    }

    private static void Table(TextWriter output, string title, string[] titles, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine($"### {title}");
        output.WriteLine();
        output.WriteLine($"| {string.Join(" | ", titles)} |");
        output.WriteLine($"|{string.Concat(titles.Select(static _ => "---|"))}");
        foreach (var row in all)
            output.WriteLine($"| {string.Join(" | ", row.Select(MarkdownText.Of))} |");
    }

    private static void List(TextWriter output, string title, string bullet, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine($"### {title}");
        output.WriteLine();
        foreach (var line in lines)
            output.WriteLine(bullet + MarkdownText.Of(line));
    }
}
