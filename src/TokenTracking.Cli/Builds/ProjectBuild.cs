using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Builds;

/// <summary>Builds a solution or project for the logs of its compilers.</summary>
internal static class ProjectBuild
{
    /// <summary>Builds; a project whose packages cannot be restored does not keep the others from being built.</summary>
    /// <param name="host">Runs the build.</param>
    /// <param name="folder">The folder that it runs in: its <c>global.json</c> chooses the SDK.</param>
    /// <param name="path">The solution or project, with its full path.</param>
    /// <param name="options">Further arguments.</param>
    /// <param name="hasLogs">Asks whether a compiler has written a log by now.</param>
    /// <param name="cancellationToken">Cancels the build.</param>
    /// <returns>How the build ended, with the errors of both attempts.</returns>
    public static async Task<DotNetResult> RunAsync(
        CommandHost host, string folder, string path, IReadOnlyList<string> options, Func<bool> hasLogs,
        CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "build", path, "--nologo", "--verbosity", "quiet", "-consoleLoggerParameters:ErrorsOnly;NoSummary", .. options,
        ];
        var result = await host.RunDotNet(new DotNetCall(folder, arguments), cancellationToken);
        if (result.ExitCode == 0 || hasLogs() || !IsOfRestore(result.Lines))
            return result;
        var second = await host.RunDotNet(new DotNetCall(folder, [.. arguments, "--no-restore"]), cancellationToken);
        return new DotNetResult(result.ExitCode, [.. result.Lines, .. second.Lines]);
    }

    /// <summary>A value of a property on a command line, with the characters escaped at which MSBuild would split it.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The value for <c>-property:Name=…</c>.</returns>
    public static string Escaped(string value)
        => value.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);

    private static bool IsOfRestore(IEnumerable<string> lines)
        => lines.Any(static line => line.Contains("error NU", StringComparison.Ordinal)
            || line.Contains("error NETSDK", StringComparison.Ordinal) || line.Contains("error MSB", StringComparison.Ordinal));
}
