using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>Values of which the same method shows where they come from.</summary>
internal static class ProviderOrigins
{
    /// <summary>The expression that a local holds where it is read, else the expression itself; null if it may be one of several.</summary>
    public static IOperation? Of(IOperation? value)
        => value is null ? null : OnlyOrigins.OriginOf(value);

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

    /// <summary>True for a receiver that is seen to be tracked: it comes from the wrapper or the factory, or calls one that does.</summary>
    public static bool IsTracked(TrackingSymbols symbols, IOperation? receiver)
        => receiver is not null && TrackedOrigins.Of(symbols).Of(receiver, CancellationToken.None) == TrackedOrigin.Tracked;

    /// <summary>True for <c>LlmFactory.Create(trackTokens: false)</c>.</summary>
    public static bool IsUntrackedFactory(IInvocationOperation call)
        => call.Arguments.Any(static argument => argument.Parameter?.Name == "trackTokens"
            && argument.Value.ConstantValue is { HasValue: true } constant && constant.Value is not true);
}
