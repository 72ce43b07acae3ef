using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Builds;

/// <summary>Builds a solution or project for the logs of its compilers.</summary>
internal static class ProjectBuild
{
    /// <summary>Builds; a project whose packages cannot be restored does not keep the others from being built.</summary>
    /// <param name="host">Runs the build.</param>
    /// <param name="folder">The folder that it runs in: its <c>global.json</c> chooses the SDK.</param>
    /// <param name="target">The file that is built, with its full path, and the solutions and projects that this means.</param>
    /// <param name="options">Further arguments, of which those that set properties apply to a restore, too.</param>
    /// <param name="hasLogs">Asks whether a compiler has written a log by now.</param>
    /// <param name="cancellationToken">Cancels the build.</param>
    /// <returns>How the build ended, with the errors of all attempts.</returns>
    public static async Task<DotNetResult> RunAsync(
        CommandHost host, string folder, (string Path, IReadOnlyList<string> Parts) target, IReadOnlyList<string> options,
        Func<bool> hasLogs, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "build", target.Path, "--nologo", "--verbosity", "quiet", "-consoleLoggerParameters:ErrorsOnly;NoSummary", .. options,
        ];
        var result = await host.RunDotNet(new DotNetCall(folder, arguments), cancellationToken);
        if (result.ExitCode == 0 || !IsOfRestore(result.Lines) || (hasLogs() && !LacksPackages(result.Lines)))
            return result;
        // NuGet keeps what it can restore. MSBuild restores nothing if it cannot read one of the projects.
        IReadOnlyList<string> restore = IsOfMSBuild(result.Lines) && SolutionProjects.Of(target.Parts) is [_, _, ..] projects
            ? await SingleRestores.RunAsync(host, folder, projects, options.Where(IsProperty), cancellationToken)
            : [];
        var second = await host.RunDotNet(new DotNetCall(folder, [.. arguments, "--no-restore"]), cancellationToken);
        return new DotNetResult(result.ExitCode, [.. result.Lines, .. restore, .. second.Lines]);
    }

    /// <summary>A value of a property on a command line, with the characters escaped at which MSBuild would split it.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The value for <c>-property:Name=…</c>.</returns>
    public static string Escaped(string value)
        => value.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);

    private static bool IsProperty(string option) => option.StartsWith('-') && !option.StartsWith("--", StringComparison.Ordinal);

    private static bool IsOfRestore(IReadOnlyList<string> lines) => Has(lines, "error NU") || IsOfMSBuild(lines);

    private static bool IsOfMSBuild(IReadOnlyList<string> lines) => Has(lines, "error NETSDK") || Has(lines, "error MSB");

    // NETSDK1004: Assets file '...' not found. Run a NuGet package restore to generate this file.
    private static bool LacksPackages(IReadOnlyList<string> lines) => Has(lines, "error NETSDK1004");

    private static bool Has(IReadOnlyList<string> lines, string error)
        => lines.Any(line => line.Contains(error, StringComparison.Ordinal));
}
