using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Sdks;
using TokenTracking.Generators.Diagnostics;

namespace TokenTracking.Generators.Analyzers;

/// <summary>TT2002: a request to a known LLM endpoint that is made with HttpClient itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawHttpCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.RawHttpCall];

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
        if (RawHttp.Endpoint(symbols, context.Operation, context.CancellationToken) is not { } endpoint
            || RawHttp.IsAnsweredByADouble(symbols, context.Operation)
            || !GeneratedSites.CanReport(in context, context.Operation.Syntax.GetLocation())
            || SdkTracking.IsAnsweredFor(symbols, context.Operation, context.ContainingSymbol, context.CancellationToken))
            return;
        context.ReportDiagnostic(Diagnostic.Create(Rules.RawHttpCall, context.Operation.Syntax.GetLocation(), endpoint));
    }
}
