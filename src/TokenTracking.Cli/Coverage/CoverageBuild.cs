using TokenTracking.Cli.Builds;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Coverage;

/// <summary>Builds a solution or project again, with the compiler's logs in a folder. The package's targets put them there.</summary>
internal static class CoverageBuild
{
    private const int MostErrors = 40;

    /// <summary>Builds, and reads the figures of each compilation. What does not build does not keep the rest from being summed.</summary>
    /// <param name="path">The solution or project.</param>
    /// <param name="host">Runs the build, and receives what it says where nothing can be measured.</param>
    /// <param name="cancellationToken">Cancels the build.</param>
    /// <returns>The figures, by project and framework, and the projects that do not build.</returns>
    /// <exception cref="CommandFailedException">Nothing in it can be measured.</exception>
    public static async Task<CoverageFigures> MeasureAsync(string path, CommandHost host, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        var logs = Directory.CreateTempSubdirectory("tokens-coverage-");
        try
        {
            var result = await ProjectBuild.RunAsync(
                host, Path.GetDirectoryName(full)!, (full, [full]),
                ["--no-incremental", $"-property:TokenTrackingCoverageDirectory={ProjectBuild.Escaped(logs.FullName)}"],
                () => logs.EnumerateFiles("*.sarif").Any(), cancellationToken);
            var files = logs.GetFiles("*.sarif");
            var figures = new List<CompilationFigures>();
            foreach (var file in files)
                figures.AddRange(await CompilerLog.ReadBuiltAsync(file.FullName, cancellationToken));
            if (figures.Count == 0)
            {
                throw result.ExitCode != 0
                    ? Failed(path, result, host)
                    : CommandFailedException.Failed(
                        $"No project in {path} uses the package TokenTracking, so there is nothing to measure.");
            }

            return new CoverageFigures(
                [.. figures.OrderBy(static each => each.Assembly, StringComparer.Ordinal)
                    .ThenBy(static each => each.Framework, StringComparer.Ordinal)],
                result.ExitCode == 0 ? [] : FailuresOf(full, result));
        }
        finally
        {
            logs.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<ProjectFailure> FailuresOf(string path, DotNetResult result)
        => BuildErrors.Of(result.Lines) is { Count: > 0 } failures
            ? failures
            : [new ProjectFailure(path, null, BuildErrors.First(result.Lines) ?? $"dotnet build ended with {result.ExitCode}")];

    private static CommandFailedException Failed(string path, DotNetResult result, CommandHost host)
    {
        // A project that is built for several others, or in several ways, repeats its errors.
        var errors = result.Lines.Distinct(StringComparer.Ordinal).ToList();
        foreach (var error in errors.Take(MostErrors))
            host.SayError(error);
        if (errors.Count > MostErrors)
            host.SayError($"… and {Shown.Of(errors.Count - MostErrors, "line")} more.");
        return CommandFailedException.Failed($"{path} does not build (the exit code of dotnet build is {result.ExitCode}). "
            + "Nothing was measured.");
    }
}
