using System.Text.Json;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Coverage;

/// <summary>Prints requests and records in each format.</summary>
internal static class RequestOutput
{
    /// <summary>Prints them.</summary>
    /// <param name="document">The requests and records.</param>
    /// <param name="format">The format.</param>
    /// <param name="host">Where to.</param>
    public static void Write(RequestDocument document, OutputFormat format, CommandHost host)
    {
        switch (format)
        {
            case OutputFormat.Json:
                host.Out.WriteLine(JsonSerializer.Serialize(document, CoverageJson.Indented.RequestDocument));
                break;
            case OutputFormat.Markdown:
                Markdown(document, host.Out);
                break;
            case OutputFormat.Html:
                Html(document, host.Out);
                break;
            default:
                Table(document, host);
                break;
        }
    }

    private static void Table(RequestDocument document, CommandHost host)
    {
        var table = new TableText().Text("Client").Text("Host");
        foreach (var title in RequestText.ClientTitles.Skip(2))
            table.Figures(title);
        foreach (var client in document.Clients)
            table.Row(RequestText.Cells(client));
        if (document.Clients.Count > 1)
        {
            table.Rule();
            table.Row(["Total", "", .. RequestText.Figures(document)]);
        }

        table.WriteTo(host);
        Places(RequestText.MissingTitles, document.MissingAt.Select(RequestText.Cells), host);
        Places(RequestText.UnknownTitles, document.NotKnownToBillAt.Select(RequestText.Cells), host);
        host.Out.WriteLine(RequestText.InWords(document));
        foreach (var note in RequestText.Notes(document))
            host.Out.WriteLine(note);
    }

    private static void Places(string[] titles, IEnumerable<string[]> rows, CommandHost host)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        var table = new TableText();
        foreach (var title in titles)
            _ = title == "Requests" ? table.Figures(title) : table.Text(title);
        foreach (var row in all)
            table.Row(row);
        table.WriteTo(host);
    }

    private static void Markdown(RequestDocument document, TextWriter output)
    {
        output.WriteLine($"### LLM requests with a record: {CoverageTable.Percent(document.Percentage)}");
        output.WriteLine();
        output.WriteLine(string.Join(' ', RequestText.Notes(document).Prepend(RequestText.InWords(document)))
            + (document.Passed ? "" : $" The minimum is {CoverageTable.Percent(document.Minimum)}."));
        output.WriteLine();
        output.WriteLine($"| {string.Join(" | ", RequestText.ClientTitles)} |");
        output.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var client in document.Clients)
            output.WriteLine($"| {string.Join(" | ", RequestText.Cells(client).Select(MarkdownText.Of))} |");
        if (document.Clients.Count > 1)
            output.WriteLine($"| **Total** |  | {string.Join(" | ", RequestText.Figures(document))} |");
        List(output, "Without a record", document.MissingAt.Select(RequestText.Cells));
        List(output, "Not known to bill", document.NotKnownToBillAt.Select(RequestText.Cells));
    }

    private static void List(TextWriter output, string title, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine($"**{title}**");
        output.WriteLine();
        foreach (var row in all)
        {
            var advice = row.Length > 4 ? " " + MarkdownText.Of(row[4]) : "";
            output.WriteLine($"- {MarkdownText.Of($"{row[0]} {row[1]}{row[2]}")}: {row[3]}.{advice}");
        }
    }

    private static void Html(RequestDocument document, TextWriter output)
    {
        var page = new HtmlPage(output);
        page.Begin("LLM requests with a record", RequestText.InWords(document));
        page.Table("Clients", RequestText.ClientTitles, document.Clients.Select(RequestText.Cells));
        page.Table("Without a record", RequestText.MissingTitles.Skip(1).Prepend("Client"), document.MissingAt.Select(RequestText.Cells));
        page.Table(
            "Not known to bill", RequestText.UnknownTitles.Skip(1).Prepend("Client"), document.NotKnownToBillAt.Select(RequestText.Cells));
        page.List("Notes", "ul", RequestText.Notes(document));
        page.End();
    }
}
