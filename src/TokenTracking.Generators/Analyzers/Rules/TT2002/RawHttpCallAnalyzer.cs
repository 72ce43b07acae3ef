using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Recording;
using TokenTracking.Generators.Analyzers.Knowledge.Requests;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT2002;

/// <summary>TT2002: a request to a known LLM endpoint that is sent directly with HttpClient.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawHttpCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RawHttpCallRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation, start.Options) is not { HttpClient: not null } symbols)
                return;
            start.RegisterOperationAction(operation => Judge(operation, symbols), OperationKind.Invocation, OperationKind.ObjectCreation);
        });
    }

    private static void Judge(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        if (HttpRequests.Find(symbols, context.Operation, context.CancellationToken) is not { } site
            || HttpRequests.IsAnsweredByADouble(symbols, site)
            || !GeneratedCode.CanReport(in context, context.Operation.Syntax.GetLocation())
            || CallTracking.IsAnsweredFor(
                symbols, context.Operation, site.Request, context.ContainingSymbol, context.CancellationToken))
            return;
        context.ReportDiagnostic(Diagnostic.Create(RawHttpCallRule.Descriptor, context.Operation.Syntax.GetLocation(), site.Endpoint));
    }
}
