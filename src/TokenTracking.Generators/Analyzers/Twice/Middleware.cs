using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Construction;
using TokenTracking.Generators.Analyzers.Sdks;

namespace TokenTracking.Generators.Analyzers.Twice;

/// <summary>What a client does between its caller and the provider.</summary>
internal enum MiddlewareKind
{
    None,
    FunctionInvocation,
    Cache,
}

/// <summary>Finds the middleware of Microsoft.Extensions.AI in the expression that a client was made with.</summary>
internal static class Middleware
{
    public static MiddlewareKind Find(IOperation client)
    {
        for (var current = Origins.Of(client); current is not null; current = Origins.Of(Next(current)))
        {
            if (Kind(current) is var kind and not MiddlewareKind.None)
                return kind;
        }

        return MiddlewareKind.None;
    }

    /// <summary>What a later step of the same builder adds: the first step of a builder stands on top, the last one nearest to the provider.</summary>
    public static MiddlewareKind FindFurtherOn(IOperation wrapper)
    {
        for (var current = wrapper.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda)
            {
                return OperationWalk.TakingCall(lambda) is { } step && Builders.IsBuilder(SdkTracking.ReceiverOf(step)?.Type)
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
