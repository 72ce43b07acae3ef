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
    /// <summary>Fails where a finding of the analyzer is no untracked place of the figure; and where a call past all providers is one place without a finding.</summary>
    public static async Task VerifyAsync(Compilation compilation, IReadOnlyList<DiagnosticAnalyzer> analyzers)
    {
        if (analyzers is not [UntrackedSdkCallAnalyzer or RawHttpCallAnalyzer or DiscardedUsageAnalyzer])
            return;
        var found = await LinesAsync(compilation, analyzers[0]);
        var figure = (await ReportsAsync(compilation, new CallSiteCoverageAnalyzer())).Single();
        var untracked = figure.Properties["untrackedSites"]!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t')[0]).ToList();

        Assert.Empty(found.Except(untracked, StringComparer.Ordinal));
        if (analyzers is not [DiscardedUsageAnalyzer])
            Assert.Empty(untracked.Except(found, StringComparer.Ordinal));
    }

    private static async Task<List<string>> LinesAsync(Compilation compilation, DiagnosticAnalyzer analyzer)
        => [.. (await ReportsAsync(compilation, analyzer)).Select(static finding => finding.Location.GetMappedLineSpan())
            .Select(static span => $"{span.Path}:{span.StartLinePosition.Line + 1}")];

    private static async Task<IReadOnlyList<Diagnostic>> ReportsAsync(Compilation compilation, DiagnosticAnalyzer analyzer)
        => await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync();
}
