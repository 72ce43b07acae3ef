using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Audit;

/// <summary>What a PATH means: solutions and projects to build.</summary>
/// <param name="Folder">The folder of the code base.</param>
/// <param name="ToBuild">The solutions, or else the projects, or else the programs that are single files, with their full paths.</param>
internal sealed record AuditSource(string Folder, IReadOnlyList<string> ToBuild)
{
    private static readonly string[] Solutions = [".sln", ".slnx", ".slnf"];
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "packages", "artifacts", "TestResults"];

    /// <summary>True for programs that are single files (<c>dotnet run app.cs</c>).</summary>
    public bool IsOfFiles => ToBuild.All(IsCode);

    /// <summary>Finds what a path means: a file itself; for a folder, its solutions. Without one, its projects, and without those, the ones
    /// in folders below it. Without any, the programs that are single files.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <returns>The source.</returns>
    /// <exception cref="CommandFailedException">There is nothing to build.</exception>
    public static AuditSource Find(string path)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return IsSolution(full) || IsProject(full) || IsCode(full)
                ? new AuditSource(Path.GetDirectoryName(full)!, [full])
                : throw CommandFailedException.Failed(
                    $"{path} is neither a solution (.sln, .slnx, .slnf) nor a C# project (.csproj) or program (.cs). "
                    + "Compiler logs are read with --no-build.");
        }

        if (!Directory.Exists(full))
            throw CommandFailedException.Failed($"There is no {path}. Specify a solution, a C# project or a folder that contains one.");
        var files = Directory.EnumerateFiles(full).Order(StringComparer.Ordinal).ToList();
        foreach (var isWanted in (Func<string, bool>[])[static file => IsSolution(file) && !IsFilter(file), IsProject])
        {
            if (files.FindAll(file => isWanted(file)) is { Count: > 0 } here)
                return new AuditSource(full, here);
        }

        var below = Below(full).ToList();
        var solutions = below.FindAll(static file => IsSolution(file) && !IsFilter(file));
        var found = solutions.Count > 0 ? solutions : below.FindAll(IsProject);
        if (found.Count == 0)
            found = below.FindAll(static file => IsCode(file) && FileProgram.Is(file));
        return found.Count > 0
            ? new AuditSource(full, found)
            : throw CommandFailedException.Failed($"{path} contains no solution and no C# project.{Hint(full, below)}");
    }

    /// <summary>The C# projects below a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Their full paths.</returns>
    public static IEnumerable<string> ProjectsBelow(string folder) => Below(folder).Where(IsProject);

    /// <summary>True for a file that is a solution; otherwise, false.</summary>
    /// <param name="file">The file.</param>
    /// <returns>True for .sln, .slnx and .slnf.</returns>
    public static bool IsSolution(string file) => Solutions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    // Unity keeps the projects of a game out of its repository.
    private static string Hint(string folder, List<string> files)
        => files.Exists(static file => Path.GetFileName(file) == "ProjectVersion.txt")
            ? " It is a Unity project: open it in Unity, and have Unity generate its project files (Preferences, External Tools)."
            : files.Find(IsCode) is { } code
                ? $" A program that is a single file is audited by its name: {Path.GetRelativePath(folder, code).Replace('\\', '/')}."
                : "";

    private static bool IsCode(string file) => HasExtension(file, ".cs");

    private static bool IsFilter(string file) => HasExtension(file, ".slnf");

    private static bool IsProject(string file) => HasExtension(file, ".csproj");

    private static bool HasExtension(string file, string extension)
        => string.Equals(Path.GetExtension(file), extension, StringComparison.OrdinalIgnoreCase);

    // Links are not followed: one may lead back to where it is. What cannot be read is left out.
    private static IEnumerable<string> Below(string folder)
    {
        var options = new EnumerationOptions
        {
            IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        };
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var current))
        {
            foreach (var file in Directory.EnumerateFiles(current, "*", options).Order(StringComparer.Ordinal))
                yield return file;
            foreach (var inner in Directory.EnumerateDirectories(current, "*", options).OrderDescending(StringComparer.Ordinal))
            {
                if (!Skipped.Contains(Path.GetFileName(inner), StringComparer.OrdinalIgnoreCase)
                    && !Path.GetFileName(inner).StartsWith('.'))
                    open.Push(inner);
            }
        }
    }
}
