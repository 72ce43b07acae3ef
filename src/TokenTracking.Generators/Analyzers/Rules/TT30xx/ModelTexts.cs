using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>A text that an expression can be.</summary>
/// <param name="text">The text.</param>
/// <param name="syntax">What to mark: the literal, where it stands in this body, else the name that stands for it.</param>
/// <param name="via">The local or field that holds it; null for the expression itself.</param>
internal readonly struct ModelText(string text, SyntaxNode syntax, IOperation? via)
{
    public string Text { get; } = text;

    public SyntaxNode Syntax { get; } = syntax;

    public IOperation? Via { get; } = via;
}

/// <summary>The texts that an expression can be: a literal, one of several, or what a local or a field is given.</summary>
internal static class ModelTexts
{
    /// <summary>Each text that the value can be.</summary>
    public static IEnumerable<ModelText> Of(IOperation value) => value switch
    {
        // A local's own values are marked: a fix can replace the literal there.
        ILocalReferenceOperation { Type.SpecialType: SpecialType.System_String } local
            => Values(local).SelectMany(static given => given is ILocalReferenceOperation ? [] : Of(given)).Where(static text => text.Via is null)
                .Select(text => new ModelText(text.Text, text.Syntax, local)),
        IFieldReferenceOperation { ConstantValue: { HasValue: true, Value: string text } } => [new(text, value.Syntax, value)],
        { ConstantValue: { HasValue: true, Value: string text } } => [new(text, value.Syntax, null)],
        { ConstantValue.HasValue: true } => [],
        IConversionOperation conversion => Of(conversion.Operand),
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Of(choice.WhenTrue).Concat(Of(otherwise)),
        ICoalesceOperation coalesce => Of(coalesce.Value).Concat(Of(coalesce.WhenNull)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(static arm => Of(arm.Value)),
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, Type.SpecialType: SpecialType.System_String } field } reference
            => PrivateUses.ValuesOf(field, reference) is [{ ConstantValue: { HasValue: true, Value: string text } }] ? [new(text, value.Syntax, value)] : [],
        _ => [],
    };

    /// <summary>The expression that a value comes to by way of choices and conversions: what takes it.</summary>
    public static IOperation? TakerOf(IOperation value)
    {
        var current = value;
        while (current.Parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation
            || (current.Parent is IConditionalOperation choice && choice.Condition != current))
            current = current.Parent!;
        return current.Parent is ISimpleAssignmentOperation assignment && assignment.Target == current ? null : current.Parent;
    }

    private static IEnumerable<IOperation> Values(ILocalReferenceOperation reference)
    {
        var root = OperationWalk.Root(reference);
        return root.Descendants().Select(operation => operation switch
        {
            IVariableDeclaratorOperation { Initializer: { } initializer } declared when SymbolEqualityComparer.Default.Equals(declared.Symbol, reference.Local) => initializer.Value,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assigned when SymbolEqualityComparer.Default.Equals(target.Local, reference.Local) => assigned.Value,
            _ => null,
        }).OfType<IOperation>();
    }
}
