namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>What a rule says of one value: what it is, which other values it may be, or which values it is made of.</summary>
/// <typeparam name="T">What the rule wants to know.</typeparam>
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

    /// <summary>The value is made of these parts: a sum, a concatenation, an object around another one.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="compose">Makes the answer of the whole from the answers of the parts, in their order. It has no side effects.</param>
    public static Reading<T> MadeOf(IReadOnlyList<FlowValue> parts, Func<IReadOnlyList<T>, T> compose)
        => new(ReadingKind.MadeOf, default, parts, compose);
}

/// <summary>The kinds of <see cref="Reading{T}"/>. The default is <see cref="Follow"/>: the value is followed as the language
/// says.</summary>
internal enum ReadingKind
{
    Follow,
    Value,
    OneOf,
    MadeOf,
}
