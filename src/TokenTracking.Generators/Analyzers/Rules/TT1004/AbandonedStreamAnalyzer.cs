using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;

namespace TokenTracking.Generators.Analyzers.Rules.TT1004;

/// <summary>TT1004: a stream that is abandoned before its usage can arrive, or that is requested without usage.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AbandonedStreamAnalyzer : DiagnosticAnalyzer
{
    private static readonly HashSet<string> EarlyEnds = new(StringComparer.Ordinal)
    {
        "FirstAsync", "FirstOrDefaultAsync", "AnyAsync", "ElementAtAsync", "ElementAtOrDefaultAsync", "Take", "TakeWhile",
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [AbandonedStreamRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation) is not { } symbols)
                return;
            start.RegisterOperationAction(operation => AnalyzeLoop(operation, symbols), OperationKind.Loop);
            start.RegisterOperationAction(operation => AnalyzeCall(operation, symbols), OperationKind.Invocation);
            start.RegisterOperationAction(
                operation => AnalyzeRequest(operation, symbols), OperationKind.AnonymousObjectCreation, OperationKind.ObjectCreation);
        });
    }

    private static void AnalyzeLoop(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        if (context.Operation is not IForEachLoopOperation { IsAsynchronous: true } loop
            || !UsageStreams.Reads(loop.Collection, context.Compilation, context.CancellationToken))
            return;
        foreach (var exit in LoopExits.Of(loop))
        {
            if (!LoopExits.WaitsForUsage(symbols, exit, loop) && !IsOfADouble(symbols, loop.Collection))
                Report(context, symbols, exit.Syntax, "The loop exits early");
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (EarlyEnds.Contains(call.TargetMethod.Name) && call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0
            && UsageStreams.Reads(call.Arguments[0].Value, context.Compilation, context.CancellationToken)
            && !IsOfADouble(symbols, call.Arguments[0].Value))
            Report(context, symbols, call.Syntax, $"'{call.TargetMethod.Name}' skips the rest of the stream");
    }

    private static void AnalyzeRequest(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        if (WireRequests.StreamsWithoutUsage(context.Operation)
            && WireDestinations.IsChatCompletions(symbols, context.Operation, context.CancellationToken))
            Report(context, symbols, context.Operation.Syntax, "The request does not ask for usage (stream_options.include_usage)");
    }

    private static void Report(OperationAnalysisContext context, TrackingSymbols symbols, SyntaxNode syntax, string what)
    {
        if (!OptOuts.IsNotTracked(symbols, context.Operation, context.ContainingSymbol))
            context.ReportDiagnostic(Diagnostic.Create(AbandonedStreamRule.Descriptor, syntax.GetLocation(), what));
    }

    // A test that reads only the beginning of a fake stream loses nothing.
    private static bool IsOfADouble(TrackingSymbols symbols, IOperation stream)
        => symbols.IsTestProject && OnlyOrigins.OriginOf(stream, CancellationToken.None) is IInvocationOperation call
            && ((call.Instance?.Type is { TypeKind: not TypeKind.Interface } receiver && TestDoubles.IsTestDouble(symbols, receiver))
                || (call.TargetMethod.ContainingType is { TypeKind: not TypeKind.Interface } declaring
                && TestDoubles.IsTestDouble(symbols, declaring))
                || MockedCalls.Is(symbols, call, CallReceivers.AsPassed(call)));
}
