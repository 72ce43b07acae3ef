using System.Text.RegularExpressions;
using TokenTracking.Architecture.Tests.Sources;
using TokenTracking.Architecture.Tests.Walls;

namespace TokenTracking.Architecture.Tests.Prose;

/// <summary>Every path that the pages name exists, so that a reader who follows one arrives.</summary>
public sealed partial class PathTests
{
    public static TheoryData<string> Pages() =>
    [
        "README.md", "CONTRIBUTING.md",
        .. Directory.EnumerateFiles(Path.Combine(References.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(static page => Path.GetRelativePath(References.RepositoryRoot, page)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_paths_of_a_page_exist(string page)
    {
        var text = File.ReadAllText(Path.Combine(References.RepositoryRoot, page));
        var folder = Path.GetDirectoryName(Path.Combine(References.RepositoryRoot, page))!;

        Offenders.None(Named(text, References.RepositoryRoot).Concat(Linked(text, folder)).Where(static path => !Path.Exists(path)));
    }

    // `src/…`; a placeholder in it (TTxxxx, <Name>, *) is cut off, with all that comes after it.
    private static IEnumerable<string> Named(string text, string root)
        => NamedPath().Matches(text)
            .Select(match => Path.Combine(root, Placeholder().Replace(match.Groups["path"].Value, "")));

    private static IEnumerable<string> Linked(string text, string folder)
        => Link().Matches(text).Select(match => Path.Combine(folder, match.Groups["path"].Value));

    [GeneratedRegex(@"`(\./)?(?<path>(src|tests|docs|build|samples)/[^`\s]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"[^/]*(TTxxxx|<|\*).*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
