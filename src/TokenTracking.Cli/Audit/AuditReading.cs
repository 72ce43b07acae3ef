using System.Globalization;
using TokenTracking.Cli.Builds;

namespace TokenTracking.Cli.Audit;

/// <summary>Reads what a build left in the folder of its logs.</summary>
internal static class AuditReading
{
    private const int MostNames = 3;

    /// <summary>Reads the logs below a folder, or one log.</summary>
    /// <param name="path">The folder or log.</param>
    /// <param name="lines">What the build printed; empty if none ran.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The compilations, and the projects that are not among them.</returns>
    public static async Task<AuditResult> ReadAsync(string path, IReadOnlyList<string> lines, CancellationToken cancellationToken)
    {
        var projects = new List<AuditedProject>();
        var begun = new List<BegunProject>();
        foreach (var file in Files(path))
        {
            if (Path.GetExtension(file) == ".project")
                begun.Add(await BegunProject.ReadAsync(file, cancellationToken));
            else if (await AuditLog.ReadAsync(file, cancellationToken) is { } project)
                projects.Add(project);
        }

        var errors = BuildErrors.Of(lines);
        var failures = begun.Where(project => project.IsCSharp && !projects.Exists(project.Is))
            .Select(project => new ProjectFailure(project.Path, project.Framework, ReasonOf(project, errors))).ToList();
        failures.AddRange(errors.Where(error => !failures.Exists(known => IsOf(error, known.Project, known.Framework))
            && !projects.Exists(project => IsOf(error, project.Path, project.Framework)) && IsCSharp(error.Project)));
        var others = begun.Where(static project => !project.IsCSharp).Select(static project => Path.GetFileName(project.Path))
            .Distinct(StringComparer.Ordinal).ToList();
        return new AuditResult(
            [.. projects.OrderBy(static each => each.Assembly, StringComparer.Ordinal)
                .ThenBy(static each => each.Framework, StringComparer.Ordinal)],
            [.. failures.OrderBy(static each => each.Project, StringComparer.Ordinal)],
            others.Count == 0 ? [] : [$"Only C# is read, and not {Some(others)}."]);
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

    private static IEnumerable<string> Files(string path)
        => File.Exists(path)
            ? [path]
            : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(static file => Path.GetExtension(file) is ".sarif" or ".project").Order(StringComparer.Ordinal);

    private static string ReasonOf(BegunProject project, IReadOnlyList<ProjectFailure> errors)
        => errors.FirstOrDefault(error => IsOf(error, project.Path, project.Framework))?.Reason
            ?? (project.IsOfOldCompiler
                ? $"its compiler ({project.Compiler}) is older than {BegunProject.LeastCompiler} and cannot run the rules"
                : "it was not compiled: a project that it references does not build, or its compiler wrote no log");

    private static bool IsOf(ProjectFailure error, string? project, string? framework)
        => string.Equals(error.Project, project, StringComparison.OrdinalIgnoreCase)
            && (error.Framework is null || framework is null || error.Framework == framework);

    private static bool IsCSharp(string project) => project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    private static string Some(List<string> names)
        => string.Join(", ", names.Take(MostNames))
            + (names.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MostNames} more") : "");
}
