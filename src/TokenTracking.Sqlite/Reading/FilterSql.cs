using System.Text;

namespace TokenTracking.Sqlite.Reading;

/// <summary>A filter as a condition in SQL, which is true or false and never null.</summary>
internal static class FilterSql
{
    // Beyond it, the values are looked up in .NET: SQLite has a limit of parameters, and compares them one by one.
    private const int MaxParameters = 200;

    public static string ConditionOf(UsageFilter filter, DimensionSql dimension, QuerySql query)
    {
        object[] values = [.. filter.Values.Select(dimension.ToStored).OfType<object>()];
        var isNone = $"{dimension.Expression} IS NULL";
        if (values.Length == 0)
            return filter.HasNone ? Negated(isNone, filter.IsExclusion) : filter.IsExclusion ? "TRUE" : "FALSE";
        var isOne = IsOneOf(values, dimension.Expression, query);
        return (filter.HasNone, filter.IsExclusion) switch
        {
            (false, false) => isOne,
            (true, false) => $"{isNone} OR {isOne}",
            // A value that is null makes the comparison null, which is not false.
            (false, true) => $"{isNone} OR NOT ({isOne})",
            (true, true) => $"NOT ({isNone}) AND NOT ({isOne})",
        };
    }

    private static string Negated(string condition, bool isNegated) => isNegated ? $"NOT ({condition})" : condition;

    private static string IsOneOf(object[] values, string expression, QuerySql query)
    {
        if (values.Length == 1)
            return $"{expression} = {query.Parameter(values[0])}";
        if (values.Length <= MaxParameters)
            return $"{expression} IN ({string.Join(", ", values.Select(query.Parameter))})";
        // Bytes, because a text that is passed to a function ends at a zero character.
        return values[0] is long
            ? $"{query.FunctionOf([.. values.Cast<long>()])}({expression})"
            : $"{query.FunctionOf([.. values.Select(TextOf)])}(CAST({expression} AS BLOB))";
    }

    private static string TextOf(object value) => value as string ?? Encoding.UTF8.GetString((byte[])value);
}
