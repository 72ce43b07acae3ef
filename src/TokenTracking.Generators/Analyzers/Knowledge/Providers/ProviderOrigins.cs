using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>Values whose origin is visible in the same method.</summary>
internal static class ProviderOrigins
{
    /// <summary>The expression whose value a local has at a read, or the expression itself if it is not a local; null if there may be
    /// several.</summary>
    public static IOperation? Of(IOperation? value)
        => value is not null
            && Sources.Of(value, IsOrigin, CancellationToken.None) is [{ Part: null, Operation: not ILocalReferenceOperation and var only }]
            ? only
            : null;

    /// <summary>The value without its conversions and awaits.</summary>
    public static IOperation? Bare(IOperation? value)
    {
        for (; ; )
        {
            var inner = value switch
            {
                IConversionOperation conversion => conversion.Operand,
                IParenthesizedOperation parenthesized => parenthesized.Operand,
                IAwaitOperation awaited => awaited.Operation,
                _ => null,
            };
            if (inner is null)
                return value;
            value = inner;
        }
    }

    /// <summary>True for a receiver that is tracked in visible code: it comes from the wrapper or the factory, or calls a provider that
    /// does.</summary>
    public static bool IsTracked(TrackingSymbols symbols, IOperation? receiver)
        => receiver is not null && TrackedOrigins.Of(symbols).Of(receiver, CancellationToken.None) == TrackedOrigin.Tracked;

    /// <summary>True for <c>LlmFactory.Create(trackTokens: false)</c>.</summary>
    public static bool IsUntrackedFactory(IInvocationOperation call)
        => call.Arguments.Any(static argument => argument.Parameter?.Name == "trackTokens"
            && argument.Value.ConstantValue is { HasValue: true } constant && constant.Value is not true);

    // A local, a conversion or a task only passes on a value and is not its origin.
    private static bool IsOrigin(FlowValue value) => value.Part is null && value.Operation switch
    {
        IConversionOperation or IParenthesizedOperation or IAwaitOperation or ILocalReferenceOperation or IDeclarationExpressionOperation
            => false,
        IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", ContainingType.Name: "Task" or "ValueTask" } } => false,
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } } => false,
        IFieldReferenceOperation { Instance: not null, Field: var field } when Access.PositionOf(field) >= 0 => false,
        IConditionalAccessInstanceOperation => false,
        _ => true,
    };
}
