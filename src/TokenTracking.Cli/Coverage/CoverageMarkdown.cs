using System.Globalization;
using TokenTracking.Cli.Builds;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Coverage;

/// <summary>Coverage as Markdown: what a job of continuous integration puts on its page.</summary>
internal static class CoverageMarkdown
{
    /// <summary>Prints it.</summary>
    /// <param name="document">The coverage.</param>
    /// <param name="output">Where to.</param>
    public static void Write(CoverageDocument document, TextWriter output)
    {
        output.WriteLine($"### LLM call sites: {CoverageTable.Percent(document.Percentage)}");
        output.WriteLine();
        output.WriteLine(CoverageTable.InWords(document)
            + (document.Passed ? "" : $" The minimum is {CoverageTable.Percent(document.Minimum)}."));
        output.WriteLine();
        output.WriteLine("| Project | Framework | Sites | Tracked | Assumed | Declined | Untracked | Coverage |");
        output.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|");
        foreach (var project in document.Projects)
        {
            Row(output,
            [
                MarkdownText.Of(project.Project), MarkdownText.Of(project.Framework ?? Shown.Unknown), .. CoverageTable.Cells(project),
            ]);
        }

        if (document.Projects.Count > 1)
            Row(output, ["**Total**", "", .. CoverageTable.Cells(document)]);
        Places(output, "Untracked", document.UntrackedSites);
        Places(output, "Declined", document.DeclinedSites);
        Failures(output, document.NotBuilt);
    }

    private static void Failures(TextWriter output, IReadOnlyList<ProjectFailure> failures)
    {
        if (failures.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine("**Not built, not measured**");
        output.WriteLine();
        foreach (var failure in failures)
            output.WriteLine($"- {MarkdownText.Of(failure.Project)}: {MarkdownText.Of(failure.Reason)}");
    }

    private static void Row(TextWriter output, IEnumerable<string> cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");

    private static void Places(TextWriter output, string title, IReadOnlyList<CoveragePlace> places)
    {
        if (places.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine($"**{title}**");
        output.WriteLine();
        foreach (var place in places)
        {
            var line = place.Line.ToString(CultureInfo.InvariantCulture);
            var reason = place.Reason is { } given ? ": " + MarkdownText.Of(given) : "";
            output.WriteLine($"- {MarkdownText.Of(place.File)}:{line} {MarkdownText.Of(place.Call ?? "")}{reason}");
        }
    }
}
