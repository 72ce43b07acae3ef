using System.Reflection;

namespace TokenTracking.Tests.Storage;

/// <summary>Facts of a response with a value for each of them, found by reflection: a fact that is added later is part of every test that
/// uses them, and a copy that forgets it fails.</summary>
internal static class DistinctFacts
{
    public static readonly PropertyInfo[] All = typeof(ResponseFacts).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static ResponseFacts Create()
    {
        object facts = default(ResponseFacts);
        foreach (var fact in All)
            fact.SetValue(facts, ValueOf(fact));
        return (ResponseFacts)facts;
    }

    /// <summary>Fails with the name of the first fact that differs.</summary>
    public static void AssertEqual(ResponseFacts expected, ResponseFacts actual)
    {
        foreach (var fact in All)
            Assert.Equal((fact.Name, Shown(fact, expected)), (fact.Name, Shown(fact, actual)));
    }

    /// <summary>Whether facts state one of them.</summary>
    public static bool States(ResponseFacts facts, PropertyInfo fact)
        => !Equals(fact.GetValue(facts), fact.GetValue(default(ResponseFacts)));

    private static object ValueOf(PropertyInfo fact) => fact switch
    {
        { PropertyType: var type } when type == typeof(string) => "the " + fact.Name,
        { PropertyType: var type } when type == typeof(decimal?) => 0.125m,
        { PropertyType: var type } when type == typeof(TokenUsage) => TokenUsage.FromBuckets(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
        { PropertyType: var type } when type == typeof(UsageCompleteness) => UsageCompleteness.Estimated,
        { PropertyType: var type } when type == typeof(IReadOnlyList<UsagePart>)
            => new[] { new UsagePart("message", "the model of the step", TokenUsage.FromInclusive(20, 13)) },
        { PropertyType: var type } when type == typeof(IReadOnlyList<UsageUnit>) => new[] { new UsageUnit("pages", 2.5m) },
        _ => throw new NotSupportedException($"Give {fact.Name}, a {fact.PropertyType}, a value of its own here."),
    };

    private static string? Shown(PropertyInfo fact, ResponseFacts facts)
        => fact.GetValue(facts) is System.Collections.IEnumerable list and not string
            ? string.Join(", ", list.Cast<object>())
            : fact.GetValue(facts)?.ToString();
}
