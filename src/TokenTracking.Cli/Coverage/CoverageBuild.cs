using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Coverage;

/// <summary>Builds a solution or project again, with the compiler's logs in a folder. The package's targets put them there.</summary>
internal static class CoverageBuild
{
    private const int MostErrors = 40;

    /// <summary>Builds, and reads the figures of each compilation.</summary>
    /// <param name="path">The solution or project.</param>
    /// <param name="host">Runs the build, and prints its output if it fails.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <returns>The figures, by project and framework.</returns>
    /// <exception cref="CommandFailedException">It does not build, or nothing in it can be measured.</exception>
    public static async Task<IReadOnlyList<CompilationFigures>> MeasureAsync(
        string path, CommandHost host, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        var logs = Directory.CreateTempSubdirectory("tokens-coverage-");
        try
        {
            var result = await host.RunDotNet(
                new DotNetCall(
                    Path.GetDirectoryName(full)!,
                    [
                        "build", full, "--no-incremental", "--nologo", "--verbosity", "quiet",
                        "-consoleLoggerParameters:ErrorsOnly;NoSummary",
                        $"-property:TokenTrackingCoverageDirectory={Escaped(logs.FullName)}",
                    ]),
                cancellationToken);
            if (result.ExitCode != 0)
                throw Failed(path, result, host);
            var files = logs.GetFiles("*.sarif");
            if (files.Length == 0)
                throw CommandFailedException.Failed($"No project in {path} uses the package TokenTracking, so there is nothing "
                    + "to measure.");
            var figures = new List<CompilationFigures>();
            foreach (var file in files)
                figures.AddRange(await CompilerLog.ReadAsync(file.FullName, cancellationToken));
            return [.. figures.OrderBy(static each => each.Assembly, StringComparer.Ordinal)
                .ThenBy(static each => each.Framework, StringComparer.Ordinal)];
        }
        finally
        {
            logs.Delete(recursive: true);
        }
    }

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

    // What MSBuild would split a property's value at.
    private static string Escaped(string path)
        => path.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);
}
