using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Coverage;

/// <summary><c>tokens coverage</c>: at how many of the places that call an LLM the call is tracked, and how many of the requests that
/// programs sent are in a record.</summary>
internal static class CoverageCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it reads and writes.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var path = CodeBaseOptions.Path(
            "A solution or project, which is rebuilt, a compiler log (SARIF), or a folder that contains one."
                + " A build runs the build code of the projects.");
        var minimum = MinimumOption();
        var noBuild = CodeBaseOptions.NoBuild("the projects", "a former build left below the folder");
        var run = new Option<string?>("--run")
        {
            Description = "A store file: builds nothing, and compares the requests that programs sent with the records of them in the "
                + "store.",
            HelpName = "STORE",
        };
        var period = new PeriodOptions();
        var zone = TimeZoneOption.Create();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json, OutputFormat.Markdown, OutputFormat.Html);
        var command = new CommandWithExamples(
            "coverage",
            "Shows the percentage of LLM call sites that are tracked or, with --run, of LLM requests that have a record.",
            "tokens coverage App.slnx",
            "tokens coverage App.slnx --min 95                             # exit code 1 below 95 %",
            "tokens coverage logs --no-build                               # what a build with TokenTrackingCoverageDirectory left",
            "tokens coverage App.slnx --format markdown >> summary.md      # for the summary page of a CI run",
            "tokens coverage --run data/token_usage.db --min 100           # requests that programs sent, and records of them")
        {
            path, minimum, noBuild, run, format, zone,
        };
        period.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(run) is { } store)
            {
                if (parsed.GetResult(path) is { Implicit: false } || parsed.GetValue(noBuild))
                    throw CommandFailedException.Usage("--run reads a store and builds nothing. Omit PATH and --no-build.");
                return await RunCoverage.RunAsync(
                    store, period.Resolve(parsed, TimeZoneOption.Resolve(parsed.GetValue(zone), host)), parsed.GetValue(minimum),
                    parsed.GetValue(format), host, cancellationToken);
            }

            if (parsed.GetValue(period.Start) is not null || parsed.GetValue(period.End) is not null || parsed.GetValue(zone) is not null)
                throw CommandFailedException.Usage("--start, --end and --timezone apply to --run STORE only: call sites have no times.");
            var figures = await FiguresAsync(
                parsed.GetRequiredValue(path), parsed.GetValue(noBuild), host, cancellationToken);
            var document = CoverageDocument.Of(figures, parsed.GetValue(minimum), Directory.GetCurrentDirectory());
            Write(document, parsed.GetValue(format), host);
            if (document.Passed)
                return document.NotBuilt.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
            host.SayError(
                $"Coverage is {CoverageTable.Percent(document.Percentage)}, below the minimum of "
                + $"{CoverageTable.Percent(document.Minimum)}.");
            return ExitCode.Failed;
        });
        return command;
    }

    private static async Task<CoverageFigures> FiguresAsync(
        string path, bool noBuild, CommandHost host, CancellationToken cancellationToken)
    {
        if (noBuild)
            return new CoverageFigures(await FormerLogs.ReadAsync(path, host, cancellationToken), []);
        var source = CoverageSource.Find(path);
        if (source.ToBuild is { } toBuild)
            return await CoverageBuild.MeasureAsync(toBuild, host, cancellationToken);
        var figures = new List<CompilationFigures>();
        foreach (var log in source.Logs)
            figures.AddRange(await CompilerLog.ReadAsync(log, cancellationToken));
        return new CoverageFigures(figures, []);
    }

    private static void Write(CoverageDocument document, OutputFormat format, CommandHost host)
    {
        switch (format)
        {
            case OutputFormat.Json:
                host.Out.WriteLine(JsonSerializer.Serialize(document, CoverageJson.Indented.CoverageDocument));
                break;
            case OutputFormat.Markdown:
                CoverageMarkdown.Write(document, host.Out);
                break;
            case OutputFormat.Html:
                CoverageHtml.Write(document, host.Out);
                break;
            default:
                CoverageTable.Write(document, host);
                break;
        }
    }

    private static Option<decimal?> MinimumOption() => new("--min")
    {
        Description = "The exit code is 1 if coverage is below this percentage.",
        HelpName = "percent",
        CustomParser = static result =>
        {
            var given = result.Tokens[0].Value;
            if (decimal.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100)
                return percent;
            result.AddError($"--min '{given}' is not a valid percentage. Specify a number from 0 to 100.");
            return null;
        },
    };
}
