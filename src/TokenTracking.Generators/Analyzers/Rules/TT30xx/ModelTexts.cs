using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>A text that an expression can be.</summary>
/// <param name="Text">The text.</param>
/// <param name="Source">The literal, or the name of the constant.</param>
internal readonly record struct ModelText(string Text, IOperation Source);

/// <summary>The texts that an expression can be: a literal, one of several, or what variables, members and own methods hold or
/// return.</summary>
internal static class ModelTexts
{
    /// <summary>Each text that the value can be, once for each place that says it.</summary>
    public static IEnumerable<ModelText> Of(IOperation value, CancellationToken cancellationToken)
    {
        var places = new HashSet<SyntaxNode>();
        foreach (var leaf in Sources.Of(value, IsText, cancellationToken) ?? [])
        {
            if (leaf is { Part: null, Operation.ConstantValue: { HasValue: true, Value: string text } }
                && places.Add(leaf.Operation.Syntax))
                yield return new ModelText(text, leaf.Operation);
        }
    }

    /// <summary>What takes the value of an expression, past choices and conversions; null if nothing does.</summary>
    public static IOperation? TakerOf(IOperation value)
    {
        var current = value;
        while (current.Parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation or ISwitchExpressionArmOperation
            or ISwitchExpressionOperation || (current.Parent is IConditionalOperation choice && choice.Condition != current))
            current = current.Parent!;
        return current.Parent is ISimpleAssignmentOperation assignment && assignment.Target == current ? null : current.Parent;
    }

    // A constant is the text, regardless of what it is made of; a constant local is followed, because a fix can replace the literal that it
    // holds.
    private static bool IsText(FlowValue value)
        => value
            is { Part: null, Operation: not (ILocalReferenceOperation or IConversionOperation), Operation.ConstantValue.HasValue: true };
}
