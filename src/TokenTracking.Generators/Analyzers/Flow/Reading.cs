namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The answer of a rule for one value: what it is, which other values it may be, or which values it consists of.</summary>
/// <typeparam name="T">The answer of the rule.</typeparam>
internal readonly struct Reading<T>
{
    private Reading(ReadingKind kind, T? value, IReadOnlyList<FlowValue> values, Func<IReadOnlyList<T>, T>? compose)
        => (Kind, Value, Values, Composer) = (kind, value, values, compose);

    public ReadingKind Kind { get; }

    public T? Value { get; }

    public IReadOnlyList<FlowValue> Values { get; }

    public Func<IReadOnlyList<T>, T>? Composer { get; }

    /// <summary>The value is known.</summary>
    public static Reading<T> Is(T value) => new(ReadingKind.Value, value, [], null);

    /// <summary>The value is one of these.</summary>
    public static Reading<T> OneOf(params IReadOnlyList<FlowValue> values) => new(ReadingKind.OneOf, default, values, null);

    /// <summary>The value consists of these parts: a sum, a concatenation, an object that wraps another.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="compose">Combines the answers for the parts, in their order, into the answer for the value. It has no side
    /// effects.</param>
    public static Reading<T> MadeOf(IReadOnlyList<FlowValue> parts, Func<IReadOnlyList<T>, T> compose)
        => new(ReadingKind.MadeOf, default, parts, compose);
}

/// <summary>The kinds of <see cref="Reading{T}"/>. The default is <see cref="Follow"/>: the value is followed by the rules of the
/// language.</summary>
internal enum ReadingKind
{
    Follow,
    Value,
    OneOf,
    MadeOf,
}
