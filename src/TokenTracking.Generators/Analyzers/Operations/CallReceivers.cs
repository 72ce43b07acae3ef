using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Operations;

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

    /// <summary>The value without implicit conversions, and the receiver in <c>client?.Call()</c>.</summary>
    public static IOperation? Unconverted(IOperation? value) => value switch
    {
        IConversionOperation { IsImplicit: true } conversion => Unconverted(conversion.Operand),
        IConditionalAccessInstanceOperation instance => Unconverted(Accessed(instance)) ?? value,
        _ => value,
    };

    private static IOperation? Accessed(IConditionalAccessInstanceOperation instance)
    {
        IOperation current = instance;
        while (current.Parent is { } parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == current)
                return access.Operation;
            current = parent;
        }

        return null;
    }
}
