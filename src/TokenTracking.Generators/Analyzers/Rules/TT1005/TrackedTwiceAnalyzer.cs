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
    private const string AboveToolLoop =
        "Tracking above a function-invoking client records the calls of a tool loop as one or counts them twice; track the inner client";

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
                start.RegisterOperationAction(operation => Analyze(operation, symbols), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        var message = call.TargetMethod.Name switch
        {
            Wrapping.WithTokenTracking => OfWrapper(symbols, call, context.CancellationToken),
            "TrackAsync" when IsTracker(symbols, call) => CallsTracked(symbols, call, context.CancellationToken) ? ByHand : null,
            "Track" when IsTracker(symbols, call) => TakesUsageOfTracked(symbols, call, "usage", context.CancellationToken) ? ByHand : null,
            "Record" when IsTracker(symbols, call)
                => TakesUsageOfTracked(symbols, call, "record", context.CancellationToken) ? ByHand : null,
            _ => null,
        };
        if (message is not null && !OptOuts.IsNotTracked(symbols, call, context.ContainingSymbol))
            context.ReportDiagnostic(Diagnostic.Create(TrackedTwiceRule.Descriptor, call.Syntax.GetLocation(), message));
    }

    private static string? OfWrapper(TrackingSymbols symbols, IInvocationOperation call, CancellationToken cancellationToken)
    {
        if ((call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is not { } receiver)
            return null;
        if (TrackedOrigins.IsTracked(symbols, receiver))
            return "The provider is already tracked";
        return (ClientMiddleware.Find(receiver, cancellationToken) is var below and not MiddlewareKind.None
            ? below
            : ClientMiddleware.FindFurtherOn(call)) switch
        {
            MiddlewareKind.FunctionInvocation
                => AboveToolLoop,
            MiddlewareKind.Cache => "Tracking above a caching client records cached responses as calls; track the inner client",
            _ => null,
        };
    }

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
