using System.Globalization;
using System.Text.RegularExpressions;

namespace TokenTracking.Cli.Builds;

/// <summary>Reads the errors of a build:
/// <c>Parser.cs(3,5): error CS0103: The name … [/src/App.csproj::TargetFramework=net10.0]</c>.</summary>
internal static partial class BuildErrors
{
    private const int LongestReason = 400;

    /// <summary>The projects with errors, each with its first one, in the order in which they occur.</summary>
    /// <param name="lines">What the build printed.</param>
    /// <returns>A failure for each project and framework. Errors that name no project belong to none.</returns>
    public static IReadOnlyList<ProjectFailure> Of(IEnumerable<string> lines)
    {
        var failures = new List<ProjectFailure>();
        foreach (var line in lines)
        {
            if (Line().Match(line) is not { Success: true } error || ProjectOf(error) is not { } project)
                continue;
            var framework = error.Groups["framework"] is { Success: true } named ? named.Value : null;
            if (!failures.Exists(each => each.Project == project && each.Framework == framework))
                failures.Add(new ProjectFailure(project, framework, Reason(error)));
        }

        return failures;
    }

    /// <summary>The first error of a build; null if it printed none.</summary>
    /// <param name="lines">What the build printed.</param>
    /// <returns>The error, without the project.</returns>
    public static string? First(IEnumerable<string> lines)
        => lines.Select(static line => Line().Match(line)).FirstOrDefault(static match => match.Success) is { } first
            ? Reason(first)
            : null;

    /// <summary>The errors that name a line of a file and the project that was built.</summary>
    /// <param name="lines">What the build printed.</param>
    /// <returns>The file, the line, the project and the error.</returns>
    public static IEnumerable<(string File, int Line, string Project, string Reason)> Placed(IEnumerable<string> lines)
        => from line in lines
           let error = Line().Match(line)
           where error.Success
           let project = ProjectOf(error)
           where project is not null
           let place = error.Groups["place"].Value.Trim('(', ')').Split(',')[0]
           where int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out _)
           select (error.Groups["origin"].Value.Trim(), int.Parse(place, CultureInfo.InvariantCulture),
               project, Reason(error));

    // A restore of a solution names the project before the error, and the solution behind it.
    private static string? ProjectOf(Match error)
        => new[] { error.Groups["project"].Value.Trim(), error.Groups["origin"].Value.Trim() }.FirstOrDefault(IsProject);

    private static bool IsProject(string path) => Path.GetExtension(path).EndsWith("proj", StringComparison.OrdinalIgnoreCase);

    private static string Reason(Match error)
    {
        var origin = error.Groups["origin"].Value.Trim();
        var place = origin.Length == 0 || IsProject(origin) || !Path.HasExtension(origin)
            ? ""
            : Path.GetFileName(origin.Replace('\\', '/')) + error.Groups["place"].Value + ": ";
        var code = error.Groups["code"].Value;
        var text = $"{place}{(code.Length > 0 ? code + ": " : "")}{error.Groups["text"].Value.Trim()}";
        return text.Length <= LongestReason ? text : text[..LongestReason] + "…";
    }

    // The format that every tool under MSBuild writes; "error" is not translated.
    [GeneratedRegex(
        @"^\s*(?:(?<origin>.*?)(?<place>\(\d+(?:,\d+)*\))?\s*:\s*)?(?:[\w ]*\s)?error(?:\s+(?<code>[A-Za-z]+\d+))?\s*:\s*(?<text>.*?)"
            + @"(?:\s+\[(?<project>(?!TargetFramework=)[^\[\]]+?)?(?:(?:::)?TargetFramework=(?<framework>[^\[\]]+?))?\])?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Line();
}
