using System.Globalization;
using TokenTracking.Cli.Builds;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Coverage;

/// <summary>The coverage as a table: a row for each project, then each place that is not recorded, then the figure in a sentence.</summary>
internal static class CoverageTable
{
    /// <summary>Prints it.</summary>
    /// <param name="document">The coverage.</param>
    /// <param name="host">Where to.</param>
    public static void Write(CoverageDocument document, CommandHost host)
    {
        var table = new TableText().Text("Project").Text("Framework")
            .Figures("Sites").Figures("Tracked").Figures("Assumed").Figures("Declined").Figures("Untracked").Figures("Coverage");
        foreach (var project in document.Projects)
            table.Row([project.Project, project.Framework ?? Shown.Unknown, .. Cells(project)]);
        if (document.Projects.Count > 1)
        {
            table.Rule();
            table.Row(["Total", "", .. Cells(document)]);
        }

        table.WriteTo(host);
        WritePlaces("Untracked", document.UntrackedSites, host);
        WritePlaces("Declined", document.DeclinedSites, host);
        WriteFailures(document.NotBuilt, host);
        host.Out.WriteLine(InWords(document));
    }

    /// <summary>A figure, or a dash if there is none: <c>83.33 %</c>.</summary>
    /// <param name="percentage">The figure in percent; null if there is none.</param>
    /// <returns>The text.</returns>
    public static string Percent(decimal? percentage)
        => percentage is { } figure ? figure.ToString("0.##", CultureInfo.InvariantCulture) + " %" : Shown.Unknown;

    /// <summary>The counts and the figure, in the order of the columns.</summary>
    /// <param name="counts">The counts.</param>
    /// <returns>The cells.</returns>
    public static IEnumerable<string> Cells(CoverageCounts counts) =>
    [
        Shown.Count(counts.Sites), Shown.Count(counts.Tracked), Shown.Count(counts.Assumed),
        Shown.Count(counts.Declined), Shown.Count(counts.Untracked),
        Percent(counts.Percentage),
    ];

    /// <summary>The figure with what it is made of.</summary>
    /// <param name="document">The coverage.</param>
    /// <returns>A sentence.</returns>
    public static string InWords(CoverageDocument document)
    {
        var rest = document.NotBuilt.Count == 0
            ? ""
            : $" Not measured: {Shown.Of(document.NotBuilt.Count, "project")} with errors, and what references one.";
        if (document.Sites == 0)
            return "No LLM call sites." + rest;
        var apart = document.Assumed + document.Declined == 0
            ? ""
            : $"; {document.Assumed} assumed and {document.Declined} declined are not counted";
        return document.Percentage is null
            ? $"No figure: no call site is known to be tracked or untracked{apart}.{rest}"
            : $"Coverage {Percent(document.Percentage)}: {Shown.Count(document.Tracked)} of "
                + $"{Shown.Of(document.Tracked + document.Untracked, "call site")} tracked{apart}.{rest}";
    }

    private static void WriteFailures(IReadOnlyList<ProjectFailure> failures, CommandHost host)
    {
        if (failures.Count == 0)
            return;
        var table = new TableText().Text("Not built, not measured").Text("Framework").Text("Reason");
        foreach (var failure in failures)
            table.Row([failure.Project, failure.Framework ?? Shown.Unknown, failure.Reason]);
        table.WriteTo(host);
    }

    private static void WritePlaces(string title, IReadOnlyList<CoveragePlace> places, CommandHost host)
    {
        if (places.Count == 0)
            return;
        var withReason = places.Any(static place => place.Reason is not null);
        var table = new TableText().Text(title).Text("Call");
        if (withReason)
            table.Text("Reason");
        foreach (var place in places)
        {
            string[] cells = [$"{place.File}:{place.Line.ToString(CultureInfo.InvariantCulture)}", place.Call ?? Shown.Unknown];
            table.Row(withReason ? [.. cells, place.Reason ?? Shown.Unknown] : cells);
        }

        table.WriteTo(host);
    }
}
