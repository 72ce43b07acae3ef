using System.Text.RegularExpressions;
using TokenTracking.Package.Tests.Packing;

namespace TokenTracking.Package.Tests;

/// <summary>Every rule out of the package, in the log of a real build.</summary>
[Collection(PackedPackages.Name)]
public sealed partial class RuleTests(LocalFeed feed)
{
    // TT0008 and TT0010 need an interface out of another assembly in an old or safe project, TT0099 a failure of the generator itself.
    private static readonly string[] Elsewhere = ["TT0008", "TT0010", "TT0099", "TT4002", "TT9001", "TT9002"];

    [Fact]
    public async Task Every_rule_is_in_the_log_of_a_build_with_its_place_and_a_link_to_its_page()
    {
        var project = new ConsumerProject(
            feed, "EveryRule", new ConsumerSettings { IsExecutable = false, WarningsAsErrors = false }, "TokenTracking",
            "TokenTracking.Providers", "Microsoft.Extensions.AI.Abstractions");
        project.Write(".editorconfig", """
            [*.cs]
            dotnet_diagnostic.TT0013.severity = warning
            dotnet_diagnostic.TT0014.severity = warning
            dotnet_diagnostic.TT0015.severity = warning
            dotnet_diagnostic.TT0016.severity = warning
            dotnet_diagnostic.TT3001.severity = warning
            dotnet_diagnostic.TT3002.severity = warning
            dotnet_diagnostic.TT3003.severity = warning
            dotnet_diagnostic.TT3004.severity = warning
            """);
        project.Write(".globalconfig", """
            is_global = true
            dotnet_diagnostic.TT4001.severity = warning
            """);

        var log = (await project.BuildAsync()).Succeeded();
        var found = Finding().Matches(log)
            .Select(static match => (Id: match.Groups["id"].Value, Place: Path.GetFileName(match.Groups["place"].Value))).Distinct()
            .ToList();

        Assert.Equal(Documented().Except(Elsewhere), found.Select(static finding => finding.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            Marked(project.Folder),
            found.Where(static finding => finding.Id != "TT4001").Select(static finding => $"{finding.Place} {finding.Id}")
                .Order(StringComparer.Ordinal));
        Assert.All(Documented().Except(Elsewhere), id => Assert.Contains($"/docs/rules/{id}.md)", log, StringComparison.Ordinal));
        Assert.DoesNotContain("AD0001", log, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Documented()
        => Directory.EnumerateFiles(Path.Combine(BuildFacts.RepositoryRoot, "docs", "rules"), "TT*.md")
            .Select(static page => Path.GetFileNameWithoutExtension(page)).Order(StringComparer.Ordinal);

    // What the sources say of themselves: a comment with the rule on each line that has a finding.
    private static IEnumerable<string> Marked(string folder)
        => Directory.EnumerateFiles(folder, "*.cs")
            .SelectMany(
                static file => File.ReadLines(file)
                    .Select((line, index) => (Mark: Mark().Match(line), Place: $"{Path.GetFileName(file)}({index + 1}")))
            .Where(static line => line.Mark.Success).Select(static line => $"{line.Place} {line.Mark.Groups["id"].Value}")
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^(?<place>.*?)(,\d+\))?\s*: (warning|error) (?<id>TT\d{4}): ", RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Finding();

    [GeneratedRegex(@"// (?<id>TT\d{4})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Mark();
}
