using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.CodeFixes.TT1001;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Rules.TT1001;

namespace TokenTracking.CodeFixes.Tests;

/// <summary>The index of the rules is made from their descriptors, their fixes and their options. UPDATE_RULE_INDEX=1 writes it.</summary>
public class RuleIndexTests
{
    private static readonly string Folder = Path.Combine(Root(), "docs", "rules");

    private static readonly IReadOnlyList<DiagnosticDescriptor> Rules =
    [
        .. Instances<DiagnosticAnalyzer>(typeof(UntrackedConstructionAnalyzer).Assembly, typeof(DiagnosticAnalyzerAttribute))
            .SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .DistinctBy(static rule => rule.Id, StringComparer.Ordinal)
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal),
    ];

    private static readonly HashSet<string> Fixable = Instances<CodeFixProvider>(
            typeof(UntrackedConstructionCodeFixProvider).Assembly, typeof(ExportCodeFixProviderAttribute))
        .SelectMany(static provider => provider.FixableDiagnosticIds)
        .ToHashSet(StringComparer.Ordinal);

    public static TheoryData<string> Ids => [.. Rules.Select(static rule => rule.Id)];

    [Fact]
    public void The_index_is_what_the_descriptors_say()
    {
        var path = Path.Combine(Folder, "README.md");
        var index = Index();
        if (Environment.GetEnvironmentVariable("UPDATE_RULE_INDEX") == "1")
            File.WriteAllText(path, index);

        Assert.Equal(index, File.ReadAllText(path));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_the_same(string id)
    {
        var rule = Rules.Single(candidate => candidate.Id == id);
        var page = File.ReadAllText(Path.Combine(Folder, id + ".md"));

        Assert.Contains($"\n| Category | {rule.Category} |\n| Severity | {rule.DefaultSeverity} |\n", page, StringComparison.Ordinal);
        Assert.Contains($"\n| Code fix | {(Fixable.Contains(id) ? "yes" : "no")} |\n", page, StringComparison.Ordinal);
        Assert.All(RuleOptions.Of(id), option => Assert.Contains('`' + option + '`', page, StringComparison.Ordinal));
    }

    private static string Index()
    {
        var text = new StringBuilder("""
            # Rules

            Every rule of the analyzers, by ID. All severities can be changed with `dotnet_diagnostic.<ID>.severity` in .editorconfig; the
            last column lists the further options that a rule reads there. [TT9001](TT9001.md) and [TT9002](TT9002.md) are
            reported by the build, not by an analyzer.

            | ID | Title | Category | Severity | Code fix | Options |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var rule in Rules)
        {
            var options = string.Join(", ", RuleOptions.Of(rule.Id).Select(static option => '`' + option + '`'));
            text.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | {rule.Title.ToString(CultureInfo.InvariantCulture)} ")
                .Append(CultureInfo.InvariantCulture, $"| {rule.Category["TokenTracking.".Length..]} | {rule.DefaultSeverity} ")
                .Append(CultureInfo.InvariantCulture, $"| {(Fixable.Contains(rule.Id) ? "yes" : "no")} | {options} |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<T> Instances<T>(Assembly assembly, Type attribute)
        => assembly.GetTypes().Where(type => type.GetCustomAttribute(attribute) is not null)
            .Select(static type => (T)Activator.CreateInstance(type)!);

    private static string Root([CallerFilePath] string path = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
