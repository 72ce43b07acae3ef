using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>The variables that hold the provider of a call.</summary>
internal static class ReceiverHolders
{
    /// <summary>The variable, or the method, that a value comes from: the field behind a local that was once assigned from it.</summary>
    public static ISymbol? Of(IOperation? value) => Named(OnlyOrigins.OriginOf(value, CancellationToken.None)) ?? Named(value);

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
}
