using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Audit;

/// <summary>An audit for people.</summary>
internal static class AuditTable
{
    /// <summary>Prints it.</summary>
    /// <param name="document">The audit.</param>
    /// <param name="host">Where to.</param>
    public static void Write(AuditDocument document, CommandHost host)
    {
        Write(AuditText.ComponentTitles, ["Sites"], document.Components.Select(AuditText.Cells), host);
        host.Out.WriteLine(AuditText.InWords(document));
        Write(AuditText.ModelTitles, ["Input per million", "Output per million"], document.Models.Select(AuditText.Cells), host);
        Write(AuditText.FailureTitles, [], document.NotAudited.Select(AuditText.Cells), host);
        if (document.Steps.Count > 0)
            host.Out.WriteLine("First steps:");
        for (var i = 0; i < document.Steps.Count; i++)
            host.Out.WriteLine(SafeText.Of($"{i + 1}. {document.Steps[i]}"));
        foreach (var note in document.Notes)
            host.Out.WriteLine(SafeText.Of($"Note: {note}"));
    }

    private static void Write(IEnumerable<string> titles, string[] figures, IEnumerable<string[]> rows, CommandHost host)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        var table = new TableText();
        foreach (var title in titles)
            _ = figures.Contains(title) ? table.Figures(title) : table.Text(title);
        foreach (var row in all)
            table.Row(row);
        table.WriteTo(host);
    }
}
