using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT1005;

/// <summary>Finds the middleware of Microsoft.Extensions.AI above a provider, on any of the ways that the client may have come.</summary>
internal sealed class ClientMiddleware(TrackingSymbols symbols) : ValueFold<MiddlewareKind>
{
    protected override MiddlewareKind None => MiddlewareKind.None;

    protected override MiddlewareKind Unknown => MiddlewareKind.None;

    /// <summary>The middleware above the provider that no tracking is below; none if the code shows none.</summary>
    public static MiddlewareKind Find(TrackingSymbols symbols, IOperation client, CancellationToken cancellationToken)
        => new ClientMiddleware(symbols).Of(client, cancellationToken);

    /// <summary>The step that a lambda with a wrapper is handed to; null if it is no step of a builder.</summary>
    public static IInvocationOperation? StepAround(IOperation wrapper)
    {
        for (var current = wrapper.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda)
                return OperationWalk.TakingCall(lambda) is { } step && Builders.IsBuilder(step.Type) ? step : null;
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

    // From builder.UseX().UseY().Build() one step towards the client at its beginning.
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
