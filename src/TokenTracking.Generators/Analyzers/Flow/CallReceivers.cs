using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The receivers of calls.</summary>
internal static class CallReceivers
{
    /// <summary>The receiver of a call (for an extension method, its first argument) without conversions; null for a static call.</summary>
    public static IOperation? Of(IInvocationOperation call)
        => Unconverted(
            call.Instance ?? (call is { TargetMethod.IsExtensionMethod: true, Arguments: [{ } first, ..] } ? first.Value : null));

    /// <summary>The receiver of a call, or of a delegate for one, with its conversions; null for a static call.</summary>
    public static IOperation? AsPassed(IOperation call) => call switch
    {
        IInvocationOperation { Instance: null, TargetMethod.IsExtensionMethod: true, Arguments: [{ } first, ..] } => first.Value,
        IInvocationOperation invocation => invocation.Instance,
        IMethodReferenceOperation reference => reference.Instance,
        _ => null,
    };

    /// <summary>The value before implicit conversions, and before the question mark of <c>client?.Call()</c>.</summary>
    public static IOperation? Unconverted(IOperation? value)
    {
        for (; ; )
        {
            var inner = value switch
            {
                IConversionOperation { IsImplicit: true } conversion => conversion.Operand,
                IConditionalAccessInstanceOperation instance => ValueSteps.Accessed(instance),
                _ => null,
            };
            if (inner is null)
                return value;
            value = inner;
        }
    }
}
