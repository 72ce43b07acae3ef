using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;

namespace TokenTracking.Generators.Analyzers.Rules.TT1005;

/// <summary>The middleware of a client between its caller and the provider.</summary>
internal enum MiddlewareKind
{
    None,
    FunctionInvocation,
    Cache,
}

/// <summary>Finds the middleware of Microsoft.Extensions.AI around a provider, on all paths on which the client may have been
/// created.</summary>
internal sealed class ClientMiddleware : ValueFold<MiddlewareKind>
{
    private static readonly ConditionalWeakTable<Compilation, ClientMiddleware> PerCompilation = new();

    protected override ConcurrentDictionary<FlowValue, MiddlewareKind> Memory { get; } = new();

    protected override MiddlewareKind None => MiddlewareKind.None;

    protected override MiddlewareKind Unknown => MiddlewareKind.None;

    /// <summary>The middleware around the provider; none if the code shows none.</summary>
    public static MiddlewareKind Find(IOperation client, CancellationToken cancellationToken)
        => PerCompilation.GetValue(client.SemanticModel!.Compilation, static _ => new ClientMiddleware()).Of(client, cancellationToken);

    /// <summary>The middleware that a later step of the same builder adds: the first step is the outermost, the last one is the closest to
    /// the provider.</summary>
    public static MiddlewareKind FindFurtherOn(IOperation wrapper)
    {
        for (var current = wrapper.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda)
            {
                return OperationWalk.TakingCall(lambda) is { } step && Builders.IsBuilder(CallReceivers.AsPassed(step)?.Type)
                    ? Builders.StepsAfter(step).Select(static later => Kind(later))
                    .FirstOrDefault(static kind => kind is not MiddlewareKind.None)
                    : MiddlewareKind.None;
            }
        }

        return MiddlewareKind.None;
    }

    protected override MiddlewareKind Join(MiddlewareKind one, MiddlewareKind other) => one is MiddlewareKind.None ? other : one;

    // One step of builder.UseX().UseY().Build() back towards the client.
    protected override Reading<MiddlewareKind> Before(FlowValue value) => value.Part is not null ? default : value.Operation switch
    {
        var operation when Kind(operation) is var kind and not MiddlewareKind.None => Reading<MiddlewareKind>.Is(kind),
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

    private static MiddlewareKind Kind(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "UseFunctionInvocation" } => MiddlewareKind.FunctionInvocation,
        IInvocationOperation { TargetMethod.Name: "UseDistributedCache" } => MiddlewareKind.Cache,
        IObjectCreationOperation { Type.Name: "FunctionInvokingChatClient" } => MiddlewareKind.FunctionInvocation,
        IObjectCreationOperation { Type.Name: "DistributedCachingChatClient" or "CachingChatClient" } => MiddlewareKind.Cache,
        _ => MiddlewareKind.None,
    };
}
