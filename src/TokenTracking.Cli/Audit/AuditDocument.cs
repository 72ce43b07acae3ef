using TokenTracking.Cli.Builds;
using TokenTracking.Cli.Text;
using TokenTracking.Pricing;

namespace TokenTracking.Cli.Audit;

/// <summary>The audit of a code base, as JSON.</summary>
internal sealed record AuditDocument
{
    /// <summary>Recorded calls of recorded and unrecorded ones, in percent, truncated after the second digit; null if there is
    /// neither.</summary>
    public required decimal? Percentage { get; init; }

    /// <summary>The places that call an LLM.</summary>
    public required int Sites { get; init; }

    /// <summary>Those whose calls are recorded.</summary>
    public required int Tracked { get; init; }

    /// <summary>Those on a tracked interface that no visible code wraps.</summary>
    public required int Assumed { get; init; }

    /// <summary>Those that are left out with a reason.</summary>
    public required int Declined { get; init; }

    /// <summary>Those whose calls are not recorded.</summary>
    public required int Untracked { get; init; }

    /// <summary>The types that call an LLM or use one which does.</summary>
    public required IReadOnlyList<AuditComponent> Components { get; init; }

    /// <summary>The models.</summary>
    public required IReadOnlyList<ModelRow> Models { get; init; }

    /// <summary>The price table.</summary>
    public required string PriceTable { get; init; }

    /// <summary>The first three steps.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>The compilations that were read.</summary>
    public required IReadOnlyList<AuditedProjectRow> Projects { get; init; }

    /// <summary>The projects that could not be read, with the reason.</summary>
    public required IReadOnlyList<ProjectFailure> NotAudited { get; init; }

    /// <summary>What limits the figures.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Sums the compilations.</summary>
    /// <param name="result">What the build left.</param>
    /// <param name="book">The prices.</param>
    /// <param name="now">The instant whose prices apply.</param>
    /// <param name="folder">The folder that files below it are named from.</param>
    /// <returns>The document.</returns>
    public static AuditDocument Of(AuditResult result, PriceBook book, DateTimeOffset now, string folder)
    {
        string FileOf(CodePlace place) => PlaceText.Relative(place.File, folder);
        var calls = Calls(result.Projects);
        var graph = new CodeGraph(calls.Where(static call => call.Way != "provider" && call.State != CallState.Declined), result.Projects);
        var models = ModelRow.Of(
            result.Projects.Where(static project => !project.IsTest).SelectMany(static project => project.Models), book, now, FileOf);
        var tests = result.Projects.Where(static project => project.IsTest)
            .SelectMany(static project => project.Types).Select(static type => type.Name).ToHashSet(StringComparer.Ordinal);
        var components = new AuditComponents(graph, models, FileOf).Of(calls, tests);
        int Count(CallState state) => calls.Count(call => call.State == state);
        var (tracked, untracked) = (Count(CallState.Tracked), Count(CallState.Untracked));
        return new AuditDocument
        {
            Percentage = tracked + untracked == 0
                ? null
                : JsonText.Exact(decimal.Truncate(10_000m * tracked / (tracked + untracked)) / 100m),
            Sites = calls.Count,
            Tracked = tracked,
            Assumed = Count(CallState.Assumed),
            Declined = Count(CallState.Declined),
            Untracked = untracked,
            Components = components,
            Models = models,
            PriceTable = book.Id,
            Steps = new AuditSteps(components, graph, result.Projects, models, FileOf).First(),
            Projects = [.. result.Projects.Select(static project => new AuditedProjectRow(
                project.Assembly, project.Framework, project.Calls.Count, project.IsTest))],
            NotAudited = [.. result.Failures.Select(failure => failure with { Project = PlaceText.Relative(failure.Project, folder) })],
            Notes = [.. result.Notes, .. AuditNotes.Of(result.Projects, calls)],
        };
    }

    // A file that several projects or frameworks compile has its calls once, in the worst of their states.
    private static List<AuditedCall> Calls(IEnumerable<AuditedProject> projects)
        => [.. projects.SelectMany(static project => project.Calls)
            .GroupBy(static call => (call.Place, call.Component, call.Member, call.Call))
            .Select(static same => same.MaxBy(static call => call.State)!)
            .OrderBy(static call => call.Place.File, StringComparer.Ordinal).ThenBy(static call => call.Place.Line)];
}

/// <summary>A compilation that was read.</summary>
/// <param name="Project">The assembly.</param>
/// <param name="Framework">The framework; null if the build does not say.</param>
/// <param name="Sites">Its places that call an LLM.</param>
/// <param name="IsTest">True for a test project.</param>
internal sealed record AuditedProjectRow(string Project, string? Framework, int Sites, bool IsTest);
