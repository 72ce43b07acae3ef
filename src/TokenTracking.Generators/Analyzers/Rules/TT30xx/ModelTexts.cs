using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The texts that an expression can be and that would be reported as the name of a model: a literal, one of several, or the values
/// of variables, members and methods of the compilation.</summary>
internal sealed class ModelTexts : ValueFold<ModelTextSet>
{
    private static readonly ConditionalWeakTable<Compilation, ModelTexts> PerCompilation = new();

    protected override ConcurrentDictionary<FlowValue, ModelTextSet> Memory { get; } = new();

    protected override ModelTextSet None => ModelTextSet.None;

    protected override ModelTextSet Unknown => ModelTextSet.None;

    /// <summary>Each such text that the value can be, once for each place where it is written.</summary>
    public static IReadOnlyList<ModelText> TextsOf(IOperation value, CancellationToken cancellationToken)
        => value.SemanticModel is { Compilation: var compilation }
            ? PerCompilation.GetValue(compilation, static _ => new ModelTexts()).Of(new FlowValue(value), cancellationToken).Texts
            : [];

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

    protected override ModelTextSet Join(ModelTextSet one, ModelTextSet other) => one.Or(other);

    // A constant is the text, regardless of how it is composed; a constant local is followed, because a fix can replace the literal in its
    // declaration.
    protected override Reading<ModelTextSet> Before(FlowValue value)
        => value
            is { Part: null, Operation: not (ILocalReferenceOperation or IConversionOperation), Operation.ConstantValue.HasValue: true }
            ? Leaf(value)
            : default;

    protected override Reading<ModelTextSet> Leaf(FlowValue value)
        => Reading<ModelTextSet>.Is(
            value is { Part: null, Operation.ConstantValue: { HasValue: true, Value: string text } } && ModelFindings.MayFind(text)
                ? ModelTextSet.Of(new ModelText(text, value.Operation))
                : ModelTextSet.None);
}
