using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Coverage;

/// <summary>The words and cells in which requests and records are shown, the same in every format.</summary>
internal static class RequestText
{
    public static readonly string[] ClientTitles =
        ["Client", "Host", "Requests", "Answered", "Failed", "Repeated", "Records", "Missing", "Open", "Coverage"];

    public static readonly string[] MissingTitles = ["Without a record", "Host", "Path", "Requests", "What to do"];

    public static readonly string[] UnknownTitles = ["Not known to bill", "Host", "Path", "Requests"];

    public static string[] Cells(RequestClient client) => [client.Client ?? Shown.Unknown, client.Host, .. Figures(client)];

    public static string[] Cells(MissingRequests missing)
        => [missing.Client ?? Shown.Unknown, missing.Host, missing.Path, Shown.Count(missing.Requests), missing.Advice];

    public static string[] Cells(UnknownPath path) => [path.Client ?? Shown.Unknown, path.Host, path.Path, Shown.Count(path.Requests)];

    /// <summary>The counts and the figure, in the order of the columns.</summary>
    public static string[] Figures(RequestFigures figures) =>
    [
        Shown.Count(figures.Requests), Shown.Count(figures.Answered), Shown.Count(figures.Failed), Shown.Count(figures.Repeated),
        Shown.Count(figures.Records), Shown.Count(figures.Missing), Shown.Count(figures.Open), CoverageTable.Percent(figures.Percentage),
    ];

    /// <summary>The figure with what it is made of.</summary>
    public static string InWords(RequestDocument document)
    {
        var repeated = document.Repeated == 0 ? "" : $"; {Shown.Of(document.Repeated, "repeated attempt")} not counted";
        return document.Percentage is null
            ? "No figure: no request to an LLM has ended."
            : $"Coverage {CoverageTable.Percent(document.Percentage)}: {Shown.Of(document.Records, "record")} of "
                + $"{Shown.Of(document.Records + document.Missing, "request")}{repeated}.";
    }

    /// <summary>What the figure does not include, a sentence each.</summary>
    public static IReadOnlyList<string> Notes(RequestDocument document)
    {
        var notes = new List<string>();
        if (document.RunsNotEnded > 0)
        {
            notes.Add($"{Shown.Of(document.RunsNotEnded, "run")} without an end: the process is running, or was terminated. Requests since "
                + $"the last counts, {document.To}, are not included.");
        }

        if (document.RecordsNotStored > 0)
        {
            notes.Add($"{Shown.Of(document.RecordsNotStored, "record")} of these requests not in the store: still in a journal, or "
                + "deleted.");
        }

        if (document.RecordsWithoutRequest > 0)
        {
            notes.Add($"{Shown.Of(document.RecordsWithoutRequest, "record")} of calls whose requests no handler saw: their clients "
                + "have no TokenTrackingHandler.");
        }

        return notes;
    }
}
