using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT1005;

/// <summary>TT1005: a call of a tracked provider that is also recorded by hand, or tracking outside a middleware that makes several calls
/// or none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrackedTwiceAnalyzer : DiagnosticAnalyzer
{
    private const string ByHand = "The provider is tracked and already records the call; this records it again";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TrackedTwiceRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operation => Analyze(operation, symbols), OperationKind.Invocation);
                start.RegisterOperationAction(
                    operation => AboveMiddleware.AnalyzeRegistration(operation, symbols),
                    OperationKind.Invocation, OperationKind.ObjectCreation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        var again = call.TargetMethod.Name switch
        {
            Wrapping.WithTokenTracking when TrackedOrigins.IsTracked(symbols, Receiver(call)) => "The provider is already tracked",
            "TrackAsync" when IsTracker(symbols, call) => CallsTracked(symbols, call, context.CancellationToken) ? ByHand : null,
            "Track" when IsTracker(symbols, call) => TakesUsageOfTracked(symbols, call, "usage", context.CancellationToken) ? ByHand : null,
            "Record" when IsTracker(symbols, call)
                => TakesUsageOfTracked(symbols, call, "record", context.CancellationToken) ? ByHand : null,
            _ => null,
        };
        var above = again is null ? Above(symbols, call, context.CancellationToken) : null;
        if ((again ?? above) is not { } message || OptOuts.IsNotTracked(symbols, call, context.ContainingSymbol))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            TrackedTwiceRule.Descriptor, call.Syntax.GetLocation(), above is null ? null : AboveMiddleware.Properties, message));
    }

    private static string? Above(TrackingSymbols symbols, IInvocationOperation call, CancellationToken cancellationToken)
        => call.TargetMethod.Name switch
        {
            Wrapping.WithTokenTracking when Receiver(call) is { } receiver
                => AboveMiddleware.OfWrapper(symbols, call, receiver, cancellationToken),
            Builders.UseTokenTracking when Builders.IsTrackingStep(call.TargetMethod)
                => AboveMiddleware.OfStep(symbols, call, cancellationToken),
            _ => null,
        };

    private static IOperation? Receiver(IInvocationOperation call) => call.Instance ?? call.Arguments.FirstOrDefault()?.Value;

    private static bool IsTracker(TrackingSymbols symbols, IInvocationOperation call)
        => TrackerMethods.IsOfTracker(symbols, call.TargetMethod);

    private static bool CallsTracked(TrackingSymbols symbols, IInvocationOperation tracking, CancellationToken cancellationToken)
        => tracking.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "call") is { } argument
            && (argument.Descendants().OfType<IInvocationOperation>().Any(inner => UsageSources.IsCallOnTracked(symbols, inner))
            || RunsTracked(symbols, argument.Value, cancellationToken));

    // TrackAsync("ask", () => AskAsync(prompt), …), TrackAsync("ask", AskAsync, …): a method of this compilation that calls it.
    private static bool RunsTracked(TrackingSymbols symbols, IOperation call, CancellationToken cancellationToken)
        => LinqMethods.Lambda(call) is { } lambda
            ? lambda.Body.Operations is [IReturnOperation { ReturnedValue: { } result }]
            && UsageSources.AreTracked(symbols, result, cancellationToken)
            : call is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { } method } }
            && MemberFlow.Around(call)?.ReturnedBy(method, cancellationToken)?.Values is { Count: > 0 } returned
                && returned.All(value => UsageSources.AreTracked(symbols, value, cancellationToken));

    private static bool TakesUsageOfTracked(
        TrackingSymbols symbols, IInvocationOperation tracking, string parameter, CancellationToken cancellationToken)
        => UsageSources.AreTracked(
            symbols, tracking.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value, cancellationToken);
}
