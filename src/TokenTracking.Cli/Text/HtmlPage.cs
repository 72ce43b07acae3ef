using System.Net;

namespace TokenTracking.Cli.Text;

/// <summary>One HTML page that needs nothing else.</summary>
/// <param name="output">Where to.</param>
internal sealed class HtmlPage(TextWriter output)
{
    private const string Style = """
        body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; color: #1f2328; background: #fff }
        table { border-collapse: collapse; margin: 1rem 0 } caption { text-align: left; font-weight: 600; padding: .3rem 0 }
        th, td { border: 1px solid #d1d9e0; padding: .3rem .6rem; text-align: left; vertical-align: top } th { background: #f6f8fa }
        @media (prefers-color-scheme: dark) {
        body { color: #d1d7e0; background: #151b23 } th { background: #212830 } th, td { border-color: #3d444d } }
        """;

    /// <summary>Begins the page.</summary>
    /// <param name="title">Its title and heading.</param>
    /// <param name="summary">Its first paragraph.</param>
    public void Begin(string title, string summary)
    {
        output.WriteLine("<!DOCTYPE html>");
        output.WriteLine("<html lang=\"en\">");
        output.WriteLine($"<head><meta charset=\"utf-8\"><title>{title}</title><style>{Style}</style></head>");
        output.WriteLine("<body>");
        output.WriteLine($"<h1>{title}</h1>");
        output.WriteLine($"<p>{Encode(summary)}</p>");
    }

    /// <summary>Writes a table, unless it has no rows.</summary>
    /// <param name="title">Its caption.</param>
    /// <param name="titles">The titles of its columns.</param>
    /// <param name="rows">The cells of each row.</param>
    public void Table(string title, IEnumerable<string> titles, IEnumerable<IEnumerable<string>> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        output.WriteLine($"<table><caption>{title}</caption>");
        output.WriteLine($"<tr>{string.Concat(titles.Select(static each => $"<th>{Encode(each)}</th>"))}</tr>");
        foreach (var row in all)
            output.WriteLine($"<tr>{string.Concat(row.Select(static cell => $"<td>{Encode(cell)}</td>"))}</tr>");
        output.WriteLine("</table>");
    }

    /// <summary>Writes a list, unless it is empty.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="tag"><c>ol</c> or <c>ul</c>.</param>
    /// <param name="lines">Its items.</param>
    public void List(string title, string tag, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        output.WriteLine($"<h2>{title}</h2>");
        output.WriteLine($"<{tag}>{string.Concat(lines.Select(static line => $"<li>{Encode(line)}</li>"))}</{tag}>");
    }

    /// <summary>Ends the page.</summary>
    public void End()
    {
        output.WriteLine("</body>");
        output.WriteLine("</html>");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(SafeText.Of(text));
}
