using System.Globalization;
using TokenTracking.Cli.Builds;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Audit;

/// <summary>Reads what a build left in the folder of its logs.</summary>
internal static class AuditReading
{
    private const string Log = ".audit.sarif";
    private const string Begun = ".audit.project";
    private const int MostNames = 3;

    /// <summary>Reads the logs below a folder, or one log.</summary>
    /// <param name="path">The folder or log.</param>
    /// <param name="lines">What the build printed; empty if none ran.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The compilations, and the projects that are not among them.</returns>
    public static async Task<AuditResult> ReadAsync(string path, IReadOnlyList<string> lines, CancellationToken cancellationToken)
    {
        var logs = new List<(string Name, AuditLog Log)>();
        var begun = new List<(string Name, BegunProject Project)>();
        foreach (var file in Files(path))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (file.EndsWith(Begun, StringComparison.OrdinalIgnoreCase))
                begun.Add((name, await BegunProject.ReadAsync(file, cancellationToken)));
            else
                logs.Add((name, await ReadLogAsync(file, isOnly: file == path, cancellationToken)));
        }

        var errors = BuildErrors.Of(lines).Select(static error => error with { Project = FileProgram.Of(error.Project) }).ToList();
        // The compiler's option files cut a path at '#': what the build wrote itself has the whole path.
        var projects = logs.Where(static entry => entry.Log.Project is not null)
            .Select(entry => begun.Find(each => each.Name == entry.Name).Project is { } known
                ? entry.Log.Project! with { Path = known.Path, Framework = known.Framework }
                : entry.Log.Project!)
            .ToList();
        var failures = begun
            .Select(entry => (entry.Project, Log: logs.Find(log => log.Name == entry.Name).Log))
            .Where(static entry => entry.Project.IsCSharp && entry.Log?.Project is null)
            .Select(entry => new ProjectFailure(
                entry.Project.Path, entry.Project.Framework, ReasonOf(entry.Project, errors, entry.Log?.Error))).ToList();
        failures.AddRange(errors.Where(error => IsCSharp(error.Project)
            && !failures.Exists(known => IsOf(error, known.Project, known.Framework))
            && !projects.Exists(project => IsOf(error, project.Path, project.Framework))));
        // A log of which nothing else is known: it is its own name.
        var unread = logs.Where(log => log.Log is { Project: null, Error: not null } && !begun.Exists(each => each.Name == log.Name))
            .Select(static log => new ProjectFailure(log.Name, null, log.Log.Error!));
        var others = begun.Where(static entry => !entry.Project.IsCSharp).Select(static entry => Path.GetFileName(entry.Project.Path))
            .Distinct(StringComparer.Ordinal).ToList();
        return new AuditResult(
            [.. projects.OrderBy(static each => each.Assembly, StringComparer.Ordinal)
                .ThenBy(static each => each.Framework, StringComparer.Ordinal)],
            [.. failures.Concat(unread).OrderBy(static each => each.Project, StringComparer.Ordinal)],
            others.Count == 0 ? [] : [$"Only C# is read, and not {Some(others)}."]);
    }

    // One log that cannot be read does not take the others with it.
    private static async Task<AuditLog> ReadLogAsync(string file, bool isOnly, CancellationToken cancellationToken)
    {
        try
        {
            return await AuditLog.ReadAsync(file, cancellationToken);
        }
        catch (CommandFailedException failure) when (!isOnly)
        {
            return new AuditLog(null, failure.Message);
        }
    }

    /// <summary>What is not in a solution that was built.</summary>
    /// <param name="source">What was built.</param>
    /// <param name="result">What was read.</param>
    /// <returns>A sentence; null if there is nothing to say.</returns>
    public static string? Left(AuditSource source, AuditResult result)
    {
        if (!source.ToBuild.Any(AuditSource.IsSolution))
            return null;
        var known = result.Projects.Select(static project => project.Path).Concat(result.Failures.Select(static each => each.Project))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var left = AuditSource.ProjectsBelow(source.Folder).Where(file => !known.Contains(file))
            .Select(file => PlaceText.Relative(file, source.Folder)).ToList();
        return left.Count == 0
            ? null
            : $"Not part of {Some([.. source.ToBuild.Select(static file => Path.GetFileName(file))])}, and not read: {Some(left)}.";
    }

    /// <summary>True for a file that an audit leaves in the folder of its logs; otherwise, false.</summary>
    /// <param name="file">The file.</param>
    /// <returns>False for any other log.</returns>
    public static bool IsOfAudit(string file)
        => file.EndsWith(Log, StringComparison.OrdinalIgnoreCase) || file.EndsWith(Begun, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Files(string path)
        => File.Exists(path)
            ? [path]
            : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(IsOfAudit).Order(StringComparer.Ordinal);

    private static string ReasonOf(BegunProject project, IReadOnlyList<ProjectFailure> errors, string? logged)
        => errors.FirstOrDefault(error => IsOf(error, project.Path, project.Framework))?.Reason
            ?? logged
            ?? (project.IsOfOldCompiler
                ? $"its compiler ({project.Compiler}) is older than {BegunProject.LeastCompiler} and cannot run the rules"
                : "it was not compiled: a project that it references does not build, or its compiler wrote no log");

    private static bool IsOf(ProjectFailure error, string? project, string? framework)
        => string.Equals(error.Project, project, StringComparison.OrdinalIgnoreCase)
            && (error.Framework is null || framework is null || error.Framework == framework);

    private static bool IsCSharp(string project)
        => project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) || project.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    private static string Some(List<string> names)
        => string.Join(", ", names.Take(MostNames))
            + (names.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MostNames} more") : "");
}
