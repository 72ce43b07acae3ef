using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Coverage;

/// <summary>What a PATH means: a solution or project to build, or compiler logs to read.</summary>
/// <param name="ToBuild">The solution or project; null if there are logs.</param>
/// <param name="Logs">The logs; empty if there is something to build.</param>
internal sealed record CoverageSource(string? ToBuild, IReadOnlyList<string> Logs)
{
    private static readonly string[] Solutions = [".sln", ".slnx"];

    /// <summary>Finds what a path means, as <c>dotnet build</c> does.</summary>
    /// <param name="path">A file, or a folder that has one solution or project, or logs.</param>
    /// <returns>The source.</returns>
    /// <exception cref="CommandFailedException">The path means nothing, or several things.</exception>
    public static CoverageSource Find(string path)
    {
        if (Directory.Exists(path))
            return InFolder(path);
        if (!File.Exists(path))
            throw CommandFailedException.Failed(
                $"There is no {path}. Specify a solution, a project, a SARIF log, or a folder that contains one.");
        var extension = Path.GetExtension(path).ToLowerInvariant();
        return extension switch
        {
            ".sarif" or ".json" => new CoverageSource(null, [path]),
            ".csproj" or ".slnf" => new CoverageSource(path, []),
            _ when Solutions.Contains(extension) => new CoverageSource(path, []),
            _ => throw CommandFailedException.Failed(
                $"{path} is neither a solution (.sln, .slnx, .slnf), a C# project (.csproj) nor a SARIF log (.sarif)."),
        };
    }

    private static CoverageSource InFolder(string folder)
    {
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToList();
        var solutions = files.FindAll(static file => Solutions.Contains(Path.GetExtension(file).ToLowerInvariant()));
        var toBuild = solutions.Count > 0 ? solutions : files.FindAll(static file => HasExtension(file, ".csproj"));
        if (toBuild.Count == 1)
            return new CoverageSource(toBuild[0], []);
        if (toBuild.Count > 1)
            throw CommandFailedException.Failed(
                $"{folder} has several: {string.Join(", ", toBuild.Select(Path.GetFileName))}. Specify one of them.");
        var logs = files.FindAll(static file => HasExtension(file, ".sarif"));
        return logs.Count > 0
            ? new CoverageSource(null, logs)
            : throw CommandFailedException.Failed($"{folder} contains no solution, C# project or SARIF log. Specify one.");
    }

    private static bool HasExtension(string file, string extension)
        => string.Equals(Path.GetExtension(file), extension, StringComparison.OrdinalIgnoreCase);
}
