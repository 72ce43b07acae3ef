using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>What a rule wants to know of a value, from everything that the value may be.</summary>
/// <typeparam name="T">What the rule wants to know: a small set with an equality.</typeparam>
internal abstract class ValueFold<T> : FlowFold<T>
{
    /// <summary>What the rule says of a value before it is followed; the default follows it.</summary>
    protected virtual Reading<T> Before(FlowValue value) => default;

    /// <summary>What the rule says of a value that nothing in sight gives.</summary>
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
