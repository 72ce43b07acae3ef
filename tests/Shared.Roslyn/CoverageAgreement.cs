using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT1002;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Analyzers.Rules.TT2002;
using TokenTracking.Generators.Analyzers.Rules.TT4001;

namespace TokenTracking.Testing;

/// <summary>The figure and the rules see the same: every test of a rule that marks untracked calls is one of the figure too.</summary>
internal static class CoverageAgreement
{
    /// <summary>
    /// Fails if a finding of the analyzer is not an untracked place of the figure, or if a call past all providers is such a place and has
    /// no finding.
    /// </summary>
    public static async Task VerifyAsync(CompilationWithAnalyzers analyzed, IReadOnlyList<Diagnostic> reported)
    {
        if (analyzed.Analyzers is not [UntrackedSdkCallAnalyzer or RawHttpCallAnalyzer or DiscardedUsageAnalyzer])
            return;
        var rules = analyzed.Analyzers[0].SupportedDiagnostics.Select(static rule => rule.Id).ToList();
        var found = reported.Where(finding => rules.Contains(finding.Id)).Select(LineOf).ToList();
        var coverage = analyzed.Compilation.WithAnalyzers([new CallSiteCoverageAnalyzer()], analyzed.AnalysisOptions);
        var figure = (await coverage.GetAnalyzerDiagnosticsAsync()).Single();
        var untracked = figure.Properties["untrackedSites"]!
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('\t')[0])
            .ToList();

        Assert.Empty(found.Except(untracked, StringComparer.Ordinal));
        if (analyzed.Analyzers is not [DiscardedUsageAnalyzer])
            Assert.Empty(untracked.Except(found, StringComparer.Ordinal));
    }

    private static string LineOf(Diagnostic finding)
    {
        var span = finding.Location.GetMappedLineSpan();
        return $"{span.Path}:{span.StartLinePosition.Line + 1}";
    }
}
