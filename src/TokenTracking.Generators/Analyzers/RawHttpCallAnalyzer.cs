using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
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
            start.RegisterOperationAction(
                operation =>
                {
                    var call = (IInvocationOperation)operation.Operation;
                    Judge(operation, symbols, RawHttp.AddressOf(symbols, call) ?? RawHttp.AddressHandedOn(symbols, call, operation.CancellationToken));
                },
                OperationKind.Invocation);
            start.RegisterOperationAction(
                operation => Judge(operation, symbols, RawHttp.AddressOf(symbols, (IObjectCreationOperation)operation.Operation)), OperationKind.ObjectCreation);
        });
    }

    private static void Judge(OperationAnalysisContext context, TrackingSymbols symbols, IOperation? address)
    {
        if (address is null
            || RawHttp.Endpoint(symbols, address, context.Operation.Syntax) is not { } endpoint
            || RawHttp.IsAnsweredByADouble(symbols, context.Operation)
            || !GeneratedSites.CanReport(in context, context.Operation.Syntax.GetLocation())
            || SdkTracking.IsAnsweredFor(symbols, context.Operation, context.ContainingSymbol, context.CancellationToken))
            return;
        context.ReportDiagnostic(Diagnostic.Create(Rules.RawHttpCall, context.Operation.Syntax.GetLocation(), endpoint));
    }
}
