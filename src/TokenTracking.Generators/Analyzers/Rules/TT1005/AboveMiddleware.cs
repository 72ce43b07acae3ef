using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT1005;

/// <summary>Findings of tracking around a middleware that makes several calls or none.</summary>
internal static class AboveMiddleware
{
    private const string ToolLoop =
        "Tracking above a function-invoking client records the calls of a tool loop as one or counts them twice; track the inner client";

    private const string Cache = "Tracking above a caching client records cached responses as calls; track the inner client";

    /// <summary>The properties of such a finding, which can be fixed by tracking next to the provider.</summary>
    public static ImmutableDictionary<string, string?> Properties { get; } =
        ImmutableDictionary<string, string?>.Empty.Add(nameof(AboveMiddleware), "true");

    /// <summary>True for a finding of this kind; otherwise, false.</summary>
    public static bool Is(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(nameof(AboveMiddleware));

    /// <summary>What is wrong with a wrapper; null if nothing is.</summary>
    public static string? OfWrapper(
        TrackingSymbols symbols, IInvocationOperation call, IOperation receiver, CancellationToken cancellationToken)
        => ClientMiddleware.Find(symbols, receiver, cancellationToken) is var inside and not MiddlewareKind.None ? Message(inside)
            : ClientMiddleware.StepAround(call) is { } step ? OfStep(symbols, step, cancellationToken)
            : null;

    /// <summary>What is wrong with the place of a builder's step that tracks; null if nothing is.</summary>
    public static string? OfStep(TrackingSymbols symbols, IInvocationOperation step, CancellationToken cancellationToken)
        => ClientMiddleware.FindBelow(symbols, step, cancellationToken) is var below and not MiddlewareKind.None
            && !RegisteredPipelines.GetsAnInnerStep(symbols, step, cancellationToken)
            ? Message(below)
            : null;

    /// <summary>Reports a registration that <c>TrackAiProviders()</c> tracks around its middleware, or a step that is added too
    /// late.</summary>
    public static void AnalyzeRegistration(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var registration = context.Operation;
        var what = RegisteredPipelines.Find(symbols, registration, context.CancellationToken) switch
        {
            MiddlewareKind.FunctionInvocation => "function invocation, and records the calls of a tool loop as one",
            MiddlewareKind.Cache => "a cache, and records cached responses as calls",
            _ => null,
        };
        if (what is null || OptOuts.IsNotTracked(symbols, registration, context.ContainingSymbol))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            TrackedTwiceRule.Descriptor,
            registration.Syntax.GetLocation(),
            Properties,
            $"TrackAiProviders() tracks this client above {what}; track the inner client, with UseTokenTracking() as the last step of its "
            + "builder"));
    }

    private static string? Message(MiddlewareKind inside) => inside switch
    {
        MiddlewareKind.FunctionInvocation => ToolLoop,
        MiddlewareKind.Cache => Cache,
        _ => null,
    };
}
