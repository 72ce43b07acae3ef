using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT1005;

/// <summary>Finds the middleware of Microsoft.Extensions.AI around a provider, on all paths on which the client may have been
/// created.</summary>
internal sealed class ClientMiddleware(TrackingSymbols symbols) : ValueFold<MiddlewareKind>
{
    protected override ConcurrentDictionary<FlowValue, MiddlewareKind> Memory { get; } = new();

    protected override MiddlewareKind None => MiddlewareKind.None;

    protected override MiddlewareKind Unknown => MiddlewareKind.None;

    /// <summary>The middleware around the provider, if nothing inside the middleware tracks; none if the code shows none.</summary>
    public static MiddlewareKind Find(TrackingSymbols symbols, IOperation client, CancellationToken cancellationToken)
        => symbols.Fact(static of => new ClientMiddleware(of)).Of(client, cancellationToken);

    /// <summary>The step of a builder whose lambda contains a wrapper; null if the wrapper is elsewhere.</summary>
    public static IInvocationOperation? StepAround(IOperation wrapper)
    {
        for (var current = wrapper.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda)
                return OperationWalk.TakingCall(lambda) is { } step && Builders.IsBuilder(CallReceivers.Of(step)?.Type) ? step : null;
        }

        return null;
    }

    /// <summary>The middleware that is added below a step of a builder; none if another step below tracks as well.</summary>
    public static MiddlewareKind FindBelow(TrackingSymbols symbols, IInvocationOperation step, CancellationToken cancellationToken)
    {
        var below = PipelineSteps.Below(symbols, step, cancellationToken);
        return below.Any(static other => other.Tracks) ? MiddlewareKind.None : PipelineSteps.Untracked(below);
    }

    protected override MiddlewareKind Join(MiddlewareKind one, MiddlewareKind other) => one is MiddlewareKind.None ? other : one;

    // One step of builder.UseX().UseY().Build() back towards the client.
    protected override Reading<MiddlewareKind> Before(FlowValue value) => value.Part is not null ? default : value.Operation switch
    {
        IInvocationOperation { TargetMethod.Name: "Build", Instance: { } builder } when Builders.IsBuilder(builder.Type)
            => OfBuilder(value, builder),
        var operation when Middleware.KindOf(operation) is var kind and not MiddlewareKind.None => Reading<MiddlewareKind>.Is(kind),
        IInvocationOperation { TargetMethod: { IsExtensionMethod: false, DeclaringSyntaxReferences.IsEmpty: false }, Instance: var owner }
            when !Builders.IsBuilder(owner?.Type) => default,
        IInvocationOperation { Instance: { } instance } => Reading<MiddlewareKind>.OneOf(value.With(instance)),
        IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: [{ Value: var first }, ..] }
            => Reading<MiddlewareKind>.OneOf(value.With(first)),
        _ => default,
    };

    protected override Reading<MiddlewareKind> Leaf(FlowValue value)
        => value is { Part: null, Operation: IObjectCreationOperation { Arguments: [{ Value: var first }, ..] } }
            ? Reading<MiddlewareKind>.OneOf(value.With(first))
            : Reading<MiddlewareKind>.Is(MiddlewareKind.None);

    private Reading<MiddlewareKind> OfBuilder(FlowValue value, IOperation builder)
    {
        var steps = PipelineSteps.Of(symbols, builder, CancellationToken.None);
        var kind = PipelineSteps.Untracked(steps);
        return kind is not MiddlewareKind.None || steps.Any(static step => step.Tracks)
            ? Reading<MiddlewareKind>.Is(kind)
            : Reading<MiddlewareKind>.OneOf(value.With(builder));
    }
}
