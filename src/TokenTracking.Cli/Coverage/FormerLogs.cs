using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Coverage;

/// <summary>The compiler logs that a former build left.</summary>
internal static class FormerLogs
{
    /// <summary>Reads the logs below a folder; of two of one project and framework, the newer.</summary>
    /// <param name="path">A log, a folder, or a solution or project whose folder it is.</param>
    /// <param name="host">Prints which logs cannot be read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The figures, by project and framework.</returns>
    /// <exception cref="CommandFailedException">There is no log with a figure.</exception>
    public static async Task<IReadOnlyList<CompilationFigures>> ReadAsync(
        string path, CommandHost host, CancellationToken cancellationToken)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            throw CommandFailedException.Failed($"There is no {path}. Specify a compiler log, or a folder with logs.");
        if (Path.GetExtension(path).ToLowerInvariant() is ".sarif" or ".json")
            return await CompilerLog.ReadAsync(path, cancellationToken);
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var newest = new Dictionary<(string Assembly, string? Framework), CompilationFigures>();
        foreach (var log in new DirectoryInfo(folder).EnumerateFiles("*.sarif", SearchOption.AllDirectories)
            .OrderBy(static file => file.LastWriteTimeUtc))
        {
            foreach (var figures in await ReadAsync(log, host, cancellationToken))
                newest[(figures.Assembly, figures.Framework)] = figures;
        }

        return newest.Count > 0
            ? [.. newest.Values.OrderBy(static each => each.Assembly, StringComparer.Ordinal)
                .ThenBy(static each => each.Framework, StringComparer.Ordinal)]
            : throw CommandFailedException.Failed(
                $"{folder} contains no compiler log with a coverage figure. Build with the property TokenTrackingCoverageDirectory set to "
                + "a folder, and specify that folder.");
    }

    // Other tools leave logs too, and a build that was ended half a one.
    private static async Task<IReadOnlyList<CompilationFigures>> ReadAsync(
        FileInfo log, CommandHost host, CancellationToken cancellationToken)
    {
        try
        {
            return await CompilerLog.ReadLeftAsync(log.FullName, cancellationToken);
        }
        catch (CommandFailedException failure)
        {
            host.SayError(failure.Message);
            return [];
        }
    }
}
