using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Twice;

namespace TokenTracking.Generators.Analyzers.Models;

/// <summary>The texts that an expression can be: a literal, one of several, or what a local or a field was given once.</summary>
internal static class ModelTexts
{
    /// <summary>Each text, and the syntax to mark: the literal where it stands in the expression, else the name that stands for it.</summary>
    public static IEnumerable<(string Text, SyntaxNode Syntax)> Of(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => [(text, value.Syntax)],
        { ConstantValue.HasValue: true } => [],
        IConversionOperation conversion => Of(conversion.Operand),
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Of(choice.WhenTrue).Concat(Of(otherwise)),
        ICoalesceOperation coalesce => Of(coalesce.Value).Concat(Of(coalesce.WhenNull)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(static arm => Of(arm.Value)),
        ILocalReferenceOperation local => Origins.Of(local) is { } origin and not ILocalReferenceOperation ? Literals(origin) : [],
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, Type.SpecialType: SpecialType.System_String } field } reference
            => PrivateUses.ValuesOf(field, reference) is [{ ConstantValue: { HasValue: true, Value: string text } }] ? [(text, value.Syntax)] : [],
        _ => [],
    };

    // A local's own initializer is marked: a fix can replace the literal there.
    private static IEnumerable<(string Text, SyntaxNode Syntax)> Literals(IOperation origin)
        => origin is IFieldReferenceOperation or IParameterReferenceOperation ? [] : Of(origin);
}
