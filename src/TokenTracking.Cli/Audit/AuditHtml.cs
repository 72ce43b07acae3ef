using System.Net;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Audit;

/// <summary>An audit as one HTML page that needs nothing else.</summary>
internal static class AuditHtml
{
    private const string Style = """
        body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; color: #1f2328; background: #fff }
        table { border-collapse: collapse; margin: 1rem 0 } caption { text-align: left; font-weight: 600; padding: .3rem 0 }
        th, td { border: 1px solid #d1d9e0; padding: .3rem .6rem; text-align: left; vertical-align: top } th { background: #f6f8fa }
        @media (prefers-color-scheme: dark) {
        body { color: #d1d7e0; background: #151b23 } th { background: #212830 } th, td { border-color: #3d444d } }
        """;

    /// <summary>Prints it.</summary>
    /// <param name="document">The audit.</param>
    /// <param name="output">Where to.</param>
    public static void Write(AuditDocument document, TextWriter output)
    {
        output.WriteLine("<!DOCTYPE html>");
        output.WriteLine("<html lang=\"en\">");
        output.WriteLine($"<head><meta charset=\"utf-8\"><title>Audit of LLM calls</title><style>{Style}</style></head>");
        output.WriteLine("<body>");
        output.WriteLine("<h1>Audit of LLM calls</h1>");
        output.WriteLine($"<p>{Text(AuditText.InWords(document))}</p>");
        Table(output, "Components", AuditText.ComponentTitles, document.Components.Select(AuditText.Cells));
        Table(output, "Models", AuditText.ModelTitles, document.Models.Select(AuditText.Cells));
        Table(output, "Not audited", AuditText.FailureTitles, document.NotAudited.Select(AuditText.Cells));
        List(output, "First steps", "ol", document.Steps);
        List(output, "Notes", "ul", document.Notes);
        output.WriteLine("</body>");
        output.WriteLine("</html>");
    }

    private static void Table(TextWriter output, string title, IEnumerable<string> titles, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        output.WriteLine($"<table><caption>{title}</caption>");
        output.WriteLine($"<tr>{string.Concat(titles.Select(static each => $"<th>{Text(each)}</th>"))}</tr>");
        foreach (var row in all)
            output.WriteLine($"<tr>{string.Concat(row.Select(static cell => $"<td>{Text(cell)}</td>"))}</tr>");
        output.WriteLine("</table>");
    }

    private static void List(TextWriter output, string title, string tag, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        output.WriteLine($"<h2>{title}</h2>");
        output.WriteLine($"<{tag}>{string.Concat(lines.Select(static line => $"<li>{Text(line)}</li>"))}</{tag}>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(SafeText.Of(text));
}
