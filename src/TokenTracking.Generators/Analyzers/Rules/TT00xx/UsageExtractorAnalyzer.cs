using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Binding.Extractors;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Rules.TT00xx;

/// <summary>TT0011 and TT0012: a method marked <c>[UsageExtractor]</c> that the generator does not call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsageExtractorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [
        ExtractorSignatureRule.Descriptor, ExtractorAmbiguityRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(static symbolContext => Analyze(symbolContext), SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.FindOwnAttribute(UsageExtractor.Attribute) is null)
            return;
        if (UsageExtractor.TryCreate(method, context.Compilation, out var problem) is not { } extractor)
            context.ReportDiagnostic(Diagnostic.Create(ExtractorSignatureRule.Descriptor, method.Locations[0], method.Name, problem));
        else if (UsageExtractors.In(context.Compilation).RivalOf(extractor) is { } rival)
            context.ReportDiagnostic(
                Diagnostic.Create(ExtractorAmbiguityRule.Descriptor, method.Locations[0], method.Name, rival.ToDisplayString(),
                extractor.Read.ToDisplayString()));
    }
}
