using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1005;

/// <summary>What a client does between its caller and the provider.</summary>
internal enum MiddlewareKind
{
    None,
    FunctionInvocation,
    Cache,
}

/// <summary>Finds the middleware of Microsoft.Extensions.AI in the expression that a client was made with.</summary>
internal static class ClientMiddleware
{
    // While it is being typed, a local may be made of itself.
    private const int LongestChain = 24;

    /// <summary>What stands above the provider on any of the ways that the client may have come.</summary>
    public static MiddlewareKind Find(IOperation client) => Find(client, LongestChain);

    private static MiddlewareKind Find(IOperation? client, int depth)
    {
        if (depth == 0)
            return MiddlewareKind.None;
        return ProviderOrigins.Bare(client) switch
        {
            null => MiddlewareKind.None,
            ILocalReferenceOperation local => First(ReachingValues.Of(local).Where(static given => given.IsWhole).Select(static given => given.Value), depth),
            IConditionalOperation choice => First([choice.WhenTrue, choice.WhenFalse], depth),
            ICoalesceOperation choice => First([choice.Value, choice.WhenNull], depth),
            ISwitchExpressionOperation choice => First(choice.Arms.Select(static arm => arm.Value), depth),
            var operation when Kind(operation) is var kind and not MiddlewareKind.None => kind,
            var operation => Find(Next(operation), depth - 1),
        };
    }

    private static MiddlewareKind First(IEnumerable<IOperation?> clients, int depth)
        => clients.Select(client => Find(client, depth - 1)).FirstOrDefault(static kind => kind is not MiddlewareKind.None);

    /// <summary>What a later step of the same builder adds: the first step of a builder stands on top, the last one nearest to the provider.</summary>
    public static MiddlewareKind FindFurtherOn(IOperation wrapper)
    {
        for (var current = wrapper.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda)
            {
                return OperationWalk.TakingCall(lambda) is { } step && Builders.IsBuilder(CallReceivers.AsPassed(step)?.Type)
                    ? Builders.StepsAfter(step).Select(static later => Kind(later)).FirstOrDefault(static kind => kind is not MiddlewareKind.None)
                    : MiddlewareKind.None;
            }
        }

        return MiddlewareKind.None;
    }

    private static MiddlewareKind Kind(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "UseFunctionInvocation" } => MiddlewareKind.FunctionInvocation,
        IInvocationOperation { TargetMethod.Name: "UseDistributedCache" } => MiddlewareKind.Cache,
        IObjectCreationOperation { Type.Name: "FunctionInvokingChatClient" } => MiddlewareKind.FunctionInvocation,
        IObjectCreationOperation { Type.Name: "DistributedCachingChatClient" or "CachingChatClient" } => MiddlewareKind.Cache,
        _ => MiddlewareKind.None,
    };

    // From builder.UseX().UseY().Build() one step towards the client at its beginning.
    private static IOperation? Next(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: { } instance } => instance,
        IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: [{ } first, ..] } => first.Value,
        IObjectCreationOperation { Arguments: [{ } first, ..] } => first.Value,
        _ => null,
    };
}
