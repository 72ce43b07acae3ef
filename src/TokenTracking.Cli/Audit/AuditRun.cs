using TokenTracking.Cli.Builds;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Audit;

/// <summary>The two ways to an audit: by a build, or from the logs of one.</summary>
internal static class AuditRun
{
    private const int MostReasons = 20;

    /// <summary>Builds and reads.</summary>
    /// <param name="path">The solution, project or folder.</param>
    /// <param name="keep">The folder in which the logs are kept; null if they are deleted.</param>
    /// <param name="host">Runs the build.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="CommandFailedException">Nothing can be read.</exception>
    public static async Task<AuditResult> BuildAsync(string path, string? keep, CommandHost host, CancellationToken cancellationToken)
    {
        var source = AuditSource.Find(path);
        var logs = keep is null ? Directory.CreateTempSubdirectory("tokens-audit-") : Directory.CreateDirectory(Path.GetFullPath(keep));
        try
        {
            foreach (var old in logs.EnumerateFiles().Where(static file => AuditReading.IsOfAudit(file.Name)).ToList())
                old.Delete();
            var (build, notes) = await AuditBuild.RunAsync(source, logs.FullName, host, cancellationToken);
            var result = await AuditReading.ReadAsync(logs.FullName, build.Lines, cancellationToken);
            string?[] further = [.. notes, .. result.Notes, AuditReading.Left(source, result)];
            return OrFail(path, result with { Notes = [.. further.OfType<string>()] }, BuildErrors.First(build.Lines));
        }
        finally
        {
            if (keep is null)
                logs.Delete(recursive: true);
        }
    }

    /// <summary>Reads the logs of a former build.</summary>
    /// <param name="path">A log, or a folder with logs.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="CommandFailedException">There are none.</exception>
    public static async Task<AuditResult> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            throw CommandFailedException.Failed($"There is no {path}. With --no-build, specify a compiler log or a folder with logs.");
        var result = await AuditReading.ReadAsync(path, [], cancellationToken);
        return OrFail(path, result, $"there is no log of an audit. 'tokens audit --logs {path}' writes them");
    }

    private static AuditResult OrFail(string path, AuditResult result, string? reason)
    {
        if (result.Projects.Count > 0)
            return result;
        if (result.Failures.Count == 0)
            throw CommandFailedException.Failed($"{path} was not audited: {reason ?? "the build compiled no C# project"}.");
        string[] reasons = [.. result.Failures.Take(MostReasons).Select(static failure
            => $"{Path.GetFileName(failure.Project)}{(failure.Framework is { } framework ? $" ({framework})" : "")}: {failure.Reason}")];
        throw CommandFailedException.Failed(
        [
            $"{path} was not audited: none of its projects could be read.", .. reasons,
            .. result.Failures.Count > MostReasons ? [$"… and {result.Failures.Count - MostReasons} more."] : (string[])[],
            .. result.Notes,
        ]);
    }
}
