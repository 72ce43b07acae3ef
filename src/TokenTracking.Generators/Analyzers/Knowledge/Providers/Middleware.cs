using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>What a client does between its caller and the provider.</summary>
internal enum MiddlewareKind
{
    None,
    FunctionInvocation,
    Cache,
}

/// <summary>Knows the middleware of Microsoft.Extensions.AI that makes several calls of one, or none.</summary>
internal static class Middleware
{
    /// <summary>What an operation adds above a provider: a step of a builder by its name or by what its lambda makes, or the middleware
    /// itself.</summary>
    public static MiddlewareKind KindOf(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } step when KindOf(method) is var kind and not MiddlewareKind.None => kind,
        IInvocationOperation step when Builders.IsBuilder(step.Type) => step.Arguments.Select(static argument => MadeBy(argument.Value))
            .FirstOrDefault(static kind => kind is not MiddlewareKind.None),
        IObjectCreationOperation { Type: { } made } => KindOf(made),
        _ => MiddlewareKind.None,
    };

    // UseFunctionInvocation, UseDistributedCache; not UsePromptCaching, which is the provider's own and a part of each call.
    private static MiddlewareKind KindOf(IMethodSymbol method)
        => !method.Name.StartsWith("Use", StringComparison.Ordinal) || !Builders.IsBuilder(method.ReturnType) ? MiddlewareKind.None
            : method.Name.Contains("FunctionInvocation") || method.Name.Contains("ToolInvocation") ? MiddlewareKind.FunctionInvocation
            : method.Name.Contains("Cach") && !method.Name.Contains("PromptCach") ? MiddlewareKind.Cache
            : MiddlewareKind.None;

    private static MiddlewareKind KindOf(ITypeSymbol made)
    {
        for (var type = made; type is not null; type = type.BaseType)
        {
            switch (type.Name)
            {
                case "FunctionInvokingChatClient":
                    return MiddlewareKind.FunctionInvocation;
                case "CachingChatClient" or "DistributedCachingChatClient" or "CachingEmbeddingGenerator"
                    or "DistributedCachingEmbeddingGenerator":
                    return MiddlewareKind.Cache;
            }
        }

        return MiddlewareKind.None;
    }

    // Use(inner => new FunctionInvokingChatClient(inner)), Use(MakeCache)
    private static MiddlewareKind MadeBy(IOperation step)
    {
        var made = LinqMethods.Lambda(step) is { } lambda
            ? lambda.Descendants()
            : step is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } }
                ? MemberFlow.Around(step)?.ReturnedBy(method, CancellationToken.None)?.Values ?? []
                : [];
        return made.OfType<IObjectCreationOperation>().Select(static creation => KindOf(creation.Type!))
            .FirstOrDefault(static kind => kind is not MiddlewareKind.None);
    }
}
