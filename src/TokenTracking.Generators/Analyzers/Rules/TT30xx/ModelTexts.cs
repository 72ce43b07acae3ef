using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>A text that an expression can be.</summary>
/// <param name="Text">The text.</param>
/// <param name="Source">The literal, or the name of the constant.</param>
internal readonly record struct ModelText(string Text, IOperation Source);

/// <summary>The texts that an expression can be: a literal, one of several, or the values of variables, members and methods of the
/// compilation.</summary>
internal static class ModelTexts
{
    /// <summary>Each text that the value can be, once for each place where it is written.</summary>
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

    /// <summary>The operation that uses the value of an expression, outside conditional expressions and conversions; null if there is
    /// none.</summary>
    public static IOperation? TakerOf(IOperation value)
    {
        var current = value;
        while (current.Parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation or ISwitchExpressionArmOperation
            or ISwitchExpressionOperation || (current.Parent is IConditionalOperation choice && choice.Condition != current))
            current = current.Parent!;
        return current.Parent is ISimpleAssignmentOperation assignment && assignment.Target == current ? null : current.Parent;
    }

    // A constant is the text, regardless of how it is composed; a constant local is followed, because a fix can replace the literal in its
    // declaration.
    private static bool IsText(FlowValue value)
        => value
            is { Part: null, Operation: not (ILocalReferenceOperation or IConversionOperation), Operation.ConstantValue.HasValue: true };
}
