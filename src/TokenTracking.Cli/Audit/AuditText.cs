using System.Globalization;
using TokenTracking.Cli.Builds;
using TokenTracking.Cli.Prices;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Audit;

/// <summary>The parts of an audit as text cells: the table, Markdown and HTML print the same.</summary>
internal static class AuditText
{
    /// <summary>The titles of the components' columns.</summary>
    public static readonly string[] ComponentTitles =
        ["Component", "Place", "Calls", "Sites", "Tracked", "What is lost", "Priority"];

    /// <summary>The titles of the models' columns.</summary>
    public static readonly string[] ModelTitles = ["Model", "Provider", "Input per million", "Output per million", "Note", "Places"];

    /// <summary>The titles of the columns of what was not read.</summary>
    public static readonly string[] FailureTitles = ["Not audited", "Framework", "Reason"];

    private const int MostPlaces = 3;

    /// <summary>A component's cells.</summary>
    /// <param name="row">The component.</param>
    /// <returns>The cells.</returns>
    public static string[] Cells(AuditComponent row) =>
    [
        row.Component, PlaceText.Of(row.File, row.Line), row.Calls, row.Sites.ToString(CultureInfo.InvariantCulture), row.Tracked,
        row.Lost.Count == 0 ? Shown.Unknown : string.Join("; ", row.Lost), row.Priority ?? Shown.Unknown,
    ];

    /// <summary>A model's cells.</summary>
    /// <param name="row">The model.</param>
    /// <returns>The cells.</returns>
    public static string[] Cells(ModelRow row) =>
    [
        row.Model, row.Provider ?? Shown.Unknown, PriceTable.Price(row.InputPerMillion), PriceTable.Price(row.OutputPerMillion),
        row.Note ?? "", string.Join(", ", row.Places.Take(MostPlaces)) + (row.Places.Count > MostPlaces ? ", …" : ""),
    ];

    /// <summary>A failure's cells.</summary>
    /// <param name="failure">The project.</param>
    /// <returns>The cells.</returns>
    public static string[] Cells(ProjectFailure failure) => [failure.Project, failure.Framework ?? Shown.Unknown, failure.Reason];

    /// <summary>The figure with what it is made of.</summary>
    /// <param name="document">The audit.</param>
    /// <returns>A sentence.</returns>
    public static string InWords(AuditDocument document)
    {
        if (document.Sites == 0)
            return "No LLM call sites.";
        var apart = document.Assumed + document.Declined == 0
            ? ""
            : $"; {Shown.Count(document.Assumed)} assumed and {Shown.Count(document.Declined)} declined stand apart";
        return document.Percentage is { } percentage
            ? string.Create(CultureInfo.InvariantCulture, $"Coverage {percentage:0.##} %: {document.Tracked} of ")
                + $"{Shown.Of(document.Tracked + document.Untracked, "call site")} tracked{apart}."
            : $"No figure: no call site is known to be tracked or untracked{apart}.";
    }
}
