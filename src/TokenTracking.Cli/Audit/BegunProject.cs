namespace TokenTracking.Cli.Audit;

/// <summary>A project that a build began with, by the file that the tool's targets write.</summary>
/// <param name="Path">The project file.</param>
/// <param name="Framework">The framework; null if there is none.</param>
/// <param name="Language">The language: <c>C#</c>.</param>
/// <param name="Compiler">The version of its compiler; empty if the build does not say.</param>
internal sealed record BegunProject(string Path, string? Framework, string Language, string Compiler)
{
    /// <summary>The first compiler that can run the rules.</summary>
    public static Version LeastCompiler { get; } = new(4, 14);

    /// <summary>True for a C# project.</summary>
    public bool IsCSharp => Language == "C#";

    /// <summary>True if its compiler cannot run the rules.</summary>
    public bool IsOfOldCompiler => Version.TryParse(Compiler, out var version) && version < LeastCompiler;

    /// <summary>Reads the file: path, framework, language and compiler, a line each.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The project.</returns>
    public static async Task<BegunProject> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        var fields = lines.Select(static line => line.Split('=', 2)).Where(static pair => pair.Length == 2)
            .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
        return new BegunProject(
            FileProgram.Of(fields.GetValueOrDefault("project", file)),
            fields.GetValueOrDefault("framework") is { Length: > 0 } framework ? framework : null,
            fields.GetValueOrDefault("language", ""),
            fields.GetValueOrDefault("compiler", "").Replace("roslyn", "", StringComparison.Ordinal));
    }
}
