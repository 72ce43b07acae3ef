using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Streams;
using TokenTracking.Generators.Diagnostics;

namespace TokenTracking.Generators.Analyzers;

/// <summary>TT1004: a stream that is left before its usage can arrive, or that is asked for without usage.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AbandonedStreamAnalyzer : DiagnosticAnalyzer
{
    private static readonly HashSet<string> EarlyEnds = new(StringComparer.Ordinal)
    {
        "FirstAsync", "FirstOrDefaultAsync", "AnyAsync", "ElementAtAsync", "ElementAtOrDefaultAsync", "Take", "TakeWhile",
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.AbandonedStream];

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
            start.RegisterOperationAction(operation => AnalyzeRequest(operation, symbols), OperationKind.AnonymousObjectCreation);
        });
    }

    private static void AnalyzeLoop(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        if (context.Operation is not IForEachLoopOperation { IsAsynchronous: true } loop || !UsageStreams.IsUsageStream(Unconverted(loop.Collection).Type, context.Compilation))
            return;
        foreach (var exit in LoopExits.Of(loop))
        {
            if (!LoopExits.WaitsForUsage(symbols, exit, loop))
                Report(context, symbols, exit.Syntax, "The loop is left early");
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (EarlyEnds.Contains(call.TargetMethod.Name) && call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0
            && UsageStreams.IsUsageStream(Unconverted(call.Arguments[0].Value).Type, context.Compilation))
            Report(context, symbols, call.Syntax, $"'{call.TargetMethod.Name}' leaves the rest of the stream");
    }

    // OpenAI's wire format sends usage only to those who ask: "stream_options": { "include_usage": true }.
    private static void AnalyzeRequest(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var request = (IAnonymousObjectCreationOperation)context.Operation;
        var members = request.Initializers.OfType<ISimpleAssignmentOperation>()
            .Where(static assignment => assignment.Target is IPropertyReferenceOperation)
            .ToDictionary(static assignment => ((IPropertyReferenceOperation)assignment.Target).Property.Name, static assignment => assignment.Value, StringComparer.Ordinal);
        if (members.TryGetValue("stream", out var stream) && stream.ConstantValue is { HasValue: true, Value: true }
            && members.ContainsKey("messages") && !members.ContainsKey("stream_options")
            && OperationWalk.Root(request).Descendants().Any(static operation
                => operation is ILiteralOperation { ConstantValue.Value: string text } && text.Contains("chat/completions")))
            Report(context, symbols, request.Syntax, "The request does not ask for usage (stream_options.include_usage)");
    }

    private static void Report(OperationAnalysisContext context, TrackingSymbols symbols, SyntaxNode syntax, string what)
    {
        if (!Declined.IsNotTracked(symbols, context.Operation, context.ContainingSymbol))
            context.ReportDiagnostic(Diagnostic.Create(Rules.AbandonedStream, syntax.GetLocation(), what));
    }

    private static IOperation Unconverted(IOperation value) => value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;
}
