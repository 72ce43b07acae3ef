using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>TT4001: one diagnostic at the end of a compilation, with how many of its LLM call sites are tracked.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallSiteCoverageAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [CallSiteCoverageRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Code that Razor and other generators emit calls LLMs like any other code.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation, start.Options) is not { } symbols)
                return;
            var gathering = new CoverageGathering(symbols, ReferencedSdks.In(symbols));
            start.RegisterOperationAction(gathering.Read, CoverageGathering.Kinds);
            start.RegisterCompilationEndAction(end =>
            {
                end.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.TargetFramework", out var framework);
                end.ReportDiagnostic(CoverageFigures.ToDiagnostic(gathering.Tally.Judged(), end.Compilation.AssemblyName, framework));
            });
        });
    }
}
