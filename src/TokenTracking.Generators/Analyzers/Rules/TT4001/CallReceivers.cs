using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>What a call is made on, and what holds it.</summary>
internal static class CallReceivers
{
    /// <summary>The receiver of a call, an extension method's first argument included, as it was before conversions; null for a static call.</summary>
    public static IOperation? Of(IInvocationOperation call)
        => Unconverted(call.Instance ?? (call is { TargetMethod.IsExtensionMethod: true, Arguments: [{ } first, ..] } ? first.Value : null));

    /// <summary>The value before implicit conversions, and before the question mark of <c>client?.Call()</c>.</summary>
    public static IOperation? Unconverted(IOperation? value) => value switch
    {
        IConversionOperation { IsImplicit: true } conversion => Unconverted(conversion.Operand),
        IConditionalAccessInstanceOperation instance => Unconverted(Accessed(instance)) ?? value,
        _ => value,
    };

    /// <summary>The variable, or the method, that a value comes from: the field behind a local that was once assigned from it.</summary>
    public static ISymbol? Holder(IOperation? value) => Named(ProviderOrigins.Of(value)) ?? Named(value);

    private static ISymbol? Named(IOperation? value) => value switch
    {
        IConversionOperation conversion => Named(conversion.Operand),
        IParenthesizedOperation parenthesized => Named(parenthesized.Operand),
        IFieldReferenceOperation field => field.Field.OriginalDefinition,
        IPropertyReferenceOperation property => property.Property.OriginalDefinition,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter.OriginalDefinition,
        IInvocationOperation call => (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition,
        _ => null,
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
