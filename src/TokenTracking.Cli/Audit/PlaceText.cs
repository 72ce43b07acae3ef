using System.Globalization;

namespace TokenTracking.Cli.Audit;

/// <summary>Places as text: <c>App/Parser.cs:12</c>.</summary>
internal static class PlaceText
{
    /// <summary>The text of a place.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line.</param>
    /// <returns>The text.</returns>
    public static string Of(string file, int line) => string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");

    /// <summary>A file below a folder by its path from there; any other by its whole path.</summary>
    /// <param name="file">The file, as the compiler names it.</param>
    /// <param name="folder">The folder.</param>
    /// <returns>The path, with slashes.</returns>
    public static string Relative(string file, string folder)
    {
        if (!Path.IsPathFullyQualified(file))
            return file;
        var relative = Path.GetRelativePath(folder, file);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathFullyQualified(relative)
            ? file
            : relative.Replace('\\', '/');
    }
}
