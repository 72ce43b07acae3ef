using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Audit;

/// <summary>An audit as one HTML page that needs nothing else.</summary>
internal static class AuditHtml
{
    /// <summary>Prints it.</summary>
    /// <param name="document">The audit.</param>
    /// <param name="output">Where to.</param>
    public static void Write(AuditDocument document, TextWriter output)
    {
        var page = new HtmlPage(output);
        page.Begin("Audit of LLM calls", AuditText.InWords(document));
        page.Table("Components", AuditText.ComponentTitles, document.Components.Select(AuditText.Cells));
        page.Table("Models", AuditText.ModelTitles, document.Models.Select(AuditText.Cells));
        page.Table("Not audited", AuditText.FailureTitles, document.NotAudited.Select(AuditText.Cells));
        page.List("First steps", "ol", document.Steps);
        page.List("Notes", "ul", document.Notes);
        page.End();
    }
}
