using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;
using TokenTracking.Generators.Analyzers.Rules.TT4001;

namespace TokenTracking.Generators.Analyzers.Rules.TT4002;

/// <summary>TT4002: what <c>tokens audit</c> reads of a compilation, whether it references the runtime or not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallInventoryAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a build that asks for the inventory.</summary>
    internal const string Property = "build_property.TokenTrackingAudit";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [CallInventoryRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (Option(start.Options, Property) == "true")
                Register(start);
        });
    }

    private static void Register(CompilationStartAnalysisContext start)
    {
        var symbols = TrackingSymbols.ForAnyCode(start.Compilation, start.Options);
        var inventory = new CallInventory(symbols);
        var sdks = ReferencedSdks.In(symbols);
        var calls = new CoverageGathering(
            symbols, sdks, (site, operation, member) => inventory.Add(CallFacts.Of(symbols, sdks, site, operation, member)),
            inventory.AddCreation);
        var models = new ModelMentions(symbols, start.Options.AdditionalFiles);
        var links = new TypeLinks(start.Compilation);
        start.RegisterOperationAction(calls.Read, CoverageGathering.Kinds);
        start.RegisterOperationAction(links.Read, TypeLinks.Kinds);
        start.RegisterOperationAction(models.Read, ModelMentions.Kinds);
        start.RegisterOperationAction(inventory.ReadRequestBody, CallInventory.Bodies);
        start.RegisterSymbolAction(links.ReadType, SymbolKind.NamedType);
        start.RegisterAdditionalFileAction(models.ReadSettings);
        start.RegisterCompilationEndAction(end => end.ReportDiagnostic(InventoryText.ToDiagnostic(
            inventory.Listed(calls.Tally.Judged()), inventory.Creations, links, models, end.Compilation, symbols.IsTestProject,
            end.Options)));
    }

    /// <summary>The value of an option of the build; null if it is not set.</summary>
    internal static string? Option(AnalyzerOptions options, string name)
        => options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
