using System.Text.Json;
using System.Text.RegularExpressions;

namespace TokenTracking.Cli.Builds;

/// <summary>The projects that solutions name, in each of their formats.</summary>
internal static partial class SolutionProjects
{
    /// <summary>The projects of solutions, and those that stand on their own.</summary>
    /// <param name="paths">Solutions (.sln, .slnx, .slnf) and projects, with their full paths.</param>
    /// <returns>The projects that exist, with their full paths, each once.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<string> paths)
        => [.. paths.SelectMany(Of).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Of(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SLN" or ".SLNX" when File.Exists(path) => Existing(path, Project().Matches(File.ReadAllText(path)).Select(PathOf)),
        ".SLNF" when File.Exists(path) => OfFilter(path),
        _ => [path],
    };

    private static string PathOf(Match match) => match.Groups["path"].Value;

    // { "solution": { "path": "../All.sln", "projects": [ "App\\App.csproj" ] } }: the projects are relative to the solution.
    private static string[] OfFilter(string path)
    {
        try
        {
            using var filter = JsonDocument.Parse(
                File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var solution = filter.RootElement.GetProperty("solution");
            var names = solution.GetProperty("projects").EnumerateArray().Select(static each => each.GetString() ?? "").ToList();
            return Existing(Full(path, solution.GetProperty("path").GetString() ?? ""), names);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // The build has said what is wrong with the file.
            return [];
        }
    }

    private static string[] Existing(string solution, IEnumerable<string> names)
        => [.. names.Select(name => Full(solution, name)).Where(File.Exists)];

    private static string Full(string beside, string relative)
        => Path.GetFullPath(Path.Combine(
            Path.GetDirectoryName(beside)!, relative.Replace('\\', Path.DirectorySeparatorChar)));

    [GeneratedRegex(
        "\"(?<path>[^\"<>|*?\\r\\n]+\\.[A-Za-z]+proj)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Project();
}
