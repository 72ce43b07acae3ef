using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using TokenTracking.Reporting;
using TokenTracking.Sqlite.Schema;
using TokenTracking.Sqlite.Values;

namespace TokenTracking.Sqlite.Reading;

/// <summary>The parts of a query that every statement for it shares: its parameters, its dimensions and its condition. Values of the query
/// are parameters or stay in .NET, never text of the statement.</summary>
internal sealed class QuerySql
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<UsageDimension, DimensionSql> _dimensions = [];
    private int _functions;

    public QuerySql(SqliteConnection connection, UsageQuery query, LocalCalendar calendar)
    {
        _connection = connection;
        Version = SqliteSchema.VersionOf(connection);
        Command = connection.CreateCommand();
        connection.CreateFunction<long, long>(
            DimensionSql.LocalDay, time => calendar.DayOf(SqliteTime.ToTime(time)), isDeterministic: true);
        connection.CreateFunction<long, long>(
            DimensionSql.LocalMonth, time => calendar.MonthOf(SqliteTime.ToTime(time)), isDeterministic: true);
        List<string> conditions = [];
        if (query.From is { } from)
            conditions.Add($"time >= {Parameter(SqliteTime.Bound(from))}");
        if (query.To is { } to)
            conditions.Add($"time < {Parameter(SqliteTime.Bound(to))}");
        foreach (var filter in query.Filters)
            conditions.Add(FilterSql.ConditionOf(filter, Of(filter.Dimension), this));
        Conditions = conditions;
    }

    /// <summary>The command that the parameters belong to.</summary>
    public SqliteCommand Command { get; }

    /// <summary>The version of the file's schema.</summary>
    public long Version { get; }

    /// <summary>What a row has to fulfil, all of it.</summary>
    public IReadOnlyList<string> Conditions { get; }

    /// <summary>Adds a parameter.</summary>
    /// <returns>Its name.</returns>
    public string Parameter(object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"$p{Command.Parameters.Count}");
        Command.Parameters.AddWithValue(name, value);
        return name;
    }

    /// <summary>Adds a function that answers whether a number is one of many.</summary>
    /// <returns>Its name.</returns>
    public string FunctionOf(HashSet<long> numbers)
    {
        var name = NextFunction();
        _connection.CreateFunction<long?, bool>(name, value => value is { } number && numbers.Contains(number), isDeterministic: true);
        return name;
    }

    /// <summary>Adds a function that answers whether a text, given as bytes of UTF-8, is one of many.</summary>
    /// <returns>Its name.</returns>
    public string FunctionOf(HashSet<string> texts)
    {
        var name = NextFunction();
        _connection.CreateFunction<byte[]?, bool>(
            name, value => value is not null && texts.Contains(Encoding.UTF8.GetString(value)), isDeterministic: true);
        return name;
    }

    /// <summary>What a dimension is in SQL.</summary>
    public DimensionSql Of(UsageDimension dimension)
    {
        if (_dimensions.TryGetValue(dimension, out var sql))
            return sql;
        return _dimensions[dimension] = dimension.TagKey is { } key
            ? DimensionSql.OfTag(TagFunction(key))
            : DimensionSql.Of(dimension, Version);
    }

    /// <summary>The condition with its keyword; empty if there is none.</summary>
    public static string Where(IEnumerable<string> conditions)
    {
        var text = string.Join(" AND ", conditions.Select(static condition => $"({condition})"));
        return text.Length == 0 ? "" : " WHERE " + text;
    }

    // A key may hold what a JSON path cannot, and a value what SQLite's text functions end at (a zero character): both stay in .NET.
    private string TagFunction(string key)
    {
        var name = NextFunction();
        _connection.CreateFunction<string?, byte[]?>(
            name, metadata => DimensionSql.TagBytes(MetadataJson.ValueOf(metadata, key)), isDeterministic: true);
        return name;
    }

    private string NextFunction() => string.Create(CultureInfo.InvariantCulture, $"of_query_{_functions++}");
}
