using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The texts that an expression can be, and of which there is something to report if it is a model: a literal, one of several, or
/// what variables, members and own methods hold or return.</summary>
internal sealed class ModelTexts : ValueFold<ModelTextSet>
{
    private static readonly ConditionalWeakTable<Compilation, ModelTexts> PerCompilation = new();

    protected override ConcurrentDictionary<FlowValue, ModelTextSet> Memory { get; } = new();

    protected override ModelTextSet None => ModelTextSet.None;

    protected override ModelTextSet Unknown => ModelTextSet.None;

    /// <summary>Each such text that the value can be, once for each place that says it.</summary>
    public static IReadOnlyList<ModelText> TextsOf(IOperation value, CancellationToken cancellationToken)
        => value.SemanticModel is { Compilation: var compilation }
            ? PerCompilation.GetValue(compilation, static _ => new ModelTexts()).Of(new FlowValue(value), cancellationToken).Texts
            : [];

    /// <summary>What takes the value of an expression, past choices and conversions; null if nothing does.</summary>
    public static IOperation? TakerOf(IOperation value)
    {
        var current = value;
        while (current.Parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation or ISwitchExpressionArmOperation
            or ISwitchExpressionOperation || (current.Parent is IConditionalOperation choice && choice.Condition != current))
            current = current.Parent!;
        return current.Parent is ISimpleAssignmentOperation assignment && assignment.Target == current ? null : current.Parent;
    }

    protected override ModelTextSet Join(ModelTextSet one, ModelTextSet other) => one.Or(other);

    // A constant is the text, regardless of what it is made of; a constant local is followed, because a fix can replace the literal that it
    // holds.
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
