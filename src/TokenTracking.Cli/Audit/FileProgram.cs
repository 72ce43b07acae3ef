namespace TokenTracking.Cli.Audit;

/// <summary>Programs that are single files: the SDK builds them with a project that it makes up, <c>chat.cs.csproj</c>.</summary>
internal static class FileProgram
{
    private const string Project = ".cs.csproj";

    /// <summary>True for a file that says that it is a program: it begins with a line for the SDK (<c>#:package OpenAI@2.15.0</c>) or for a
    /// shell (<c>#!</c>), after comments at most.</summary>
    /// <param name="file">The file.</param>
    /// <returns>False for any other file, and for one that cannot be read.</returns>
    public static bool Is(string file)
    {
        try
        {
            return File.ReadLines(file).Select(static line => line.Trim())
                .FirstOrDefault(static line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)) is { } first
                && (first.StartsWith("#:", StringComparison.Ordinal) || first.StartsWith("#!", StringComparison.Ordinal));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // As for folders that cannot be read.
            return false;
        }
    }

    /// <summary>The file that a made-up project is for; any other project as it is.</summary>
    /// <param name="project">The project that a build names.</param>
    /// <returns>The path.</returns>
    public static string Of(string project)
        => project.EndsWith(Project, StringComparison.OrdinalIgnoreCase) && !File.Exists(project)
            ? project[..^".csproj".Length]
            : project;
}
