using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT1001;

namespace TokenTracking.Generators.Tests.Analyzers;

public class RuleDocumentationTests
{
    private static readonly IReadOnlyList<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(UntrackedConstructionAnalyzer).Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static TheoryData<string> Ids => [.. Descriptors().Select(static rule => rule.Id).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_with_cause_reason_example_fix_and_configuration(string id)
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "rules", id + ".md"));

        Assert.StartsWith($"# {id}: {Descriptor(id).Title}", page, StringComparison.Ordinal);
        foreach (var heading in (string[])["## Cause", "## Reason", "## Example", "## How to fix", "## How to configure"])
            Assert.Contains('\n' + heading + '\n', page, StringComparison.Ordinal);
        Assert.Contains($"dotnet_diagnostic.{id}.severity", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_links_to_its_page(string id)
        => Assert.Equal($"https://github.com/tokentracking/tokentracking/blob/main/docs/rules/{id}.md", Descriptor(id).HelpLinkUri);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_release_row_that_says_the_same(string id)
    {
        var rule = Descriptor(id);
        var rows = File.ReadLines(Path.Combine(Root(), "src", "TokenTracking.Generators", "AnalyzerReleases.Unshipped.md"))
            .Concat(File.ReadLines(Path.Combine(Root(), "src", "TokenTracking.Generators", "AnalyzerReleases.Shipped.md")))
            .Where(line => line.StartsWith(id + " ", StringComparison.Ordinal));

        var cells = Assert.Single(rows).Split('|', StringSplitOptions.TrimEntries);
        Assert.Equal(
            [id, rule.Category, rule.DefaultSeverity.ToString(), rule.Title.ToString(System.Globalization.CultureInfo.InvariantCulture)],
            cells);
    }

    [Fact]
    public void No_rule_belongs_to_two_analyzers()
        => Assert.Empty(
            Analyzers.SelectMany(
                static analyzer => analyzer.SupportedDiagnostics.Select(static rule => rule.Id).Distinct(StringComparer.Ordinal))
            .GroupBy(static id => id, StringComparer.Ordinal).Where(static group => group.Count() > 1).Select(static group => group.Key));

    private static IEnumerable<DiagnosticDescriptor> Descriptors()
        => Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics);

    private static DiagnosticDescriptor Descriptor(string id) => Descriptors().First(rule => rule.Id == id);

    private static string Root([CallerFilePath] string path = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
