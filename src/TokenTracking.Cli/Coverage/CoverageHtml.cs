using System.Globalization;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Coverage;

/// <summary>Coverage as one HTML page.</summary>
internal static class CoverageHtml
{
    private static readonly string[] Titles =
        ["Project", "Framework", "Sites", "Tracked", "Assumed", "Declined", "Untracked", "Coverage"];

    /// <summary>Prints it.</summary>
    /// <param name="document">The coverage.</param>
    /// <param name="output">Where to.</param>
    public static void Write(CoverageDocument document, TextWriter output)
    {
        var page = new HtmlPage(output);
        page.Begin("LLM call sites", CoverageTable.InWords(document));
        page.Table("Projects", Titles, document.Projects.Select(static project =>
            CoverageTable.Cells(project).Prepend(project.Framework ?? Shown.Unknown).Prepend(project.Project)));
        Places(page, "Untracked", document.UntrackedSites);
        Places(page, "Declined", document.DeclinedSites);
        page.Table(
            "Not built, not measured", ["Project", "Framework", "Reason"],
            document.NotBuilt.Select(static each => (string[])[each.Project, each.Framework ?? Shown.Unknown, each.Reason]));
        page.End();
    }

    private static void Places(HtmlPage page, string title, IReadOnlyList<CoveragePlace> places)
        => page.Table(title, ["Place", "Call", "Reason"], places.Select(static place => (string[])
        [
            $"{place.File}:{place.Line.ToString(CultureInfo.InvariantCulture)}", place.Call ?? Shown.Unknown,
            place.Reason ?? Shown.Unknown,
        ]));
}
