using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>What a rule determines about a value, from all values that it may be.</summary>
/// <typeparam name="T">The answer of the rule: a small set with equality.</typeparam>
internal abstract class ValueFold<T> : FlowFold<T>
{
    /// <summary>The answer of the rule for a value before the value is followed; the default is to follow it.</summary>
    protected virtual Reading<T> Before(FlowValue value) => default;

    /// <summary>The answer of the rule for a value whose source is not visible.</summary>
    protected abstract Reading<T> Leaf(FlowValue value);

    /// <summary>The answer for an operation.</summary>
    public T Of(IOperation value, CancellationToken cancellationToken) => Of(new FlowValue(value), cancellationToken);

    protected sealed override Reading<T> Read(FlowValue value, CancellationToken cancellationToken)
    {
        var before = Before(value);
        if (before.Kind != ReadingKind.Follow)
            return before;
        if (ValueSteps.Of(value, cancellationToken) is { } values)
            return Reading<T>.OneOf(values);
        var leaf = Leaf(value);
        return leaf.Kind == ReadingKind.Follow ? Reading<T>.Is(Unknown) : leaf;
    }
}
