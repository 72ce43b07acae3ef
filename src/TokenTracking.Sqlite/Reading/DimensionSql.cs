using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using TokenTracking.Reporting;
using TokenTracking.Sqlite.Schema;

namespace TokenTracking.Sqlite.Reading;

/// <summary>What a dimension is in SQL: the expression that groups and filters, and what its values stand for.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="ToStored">The stored value of a text; null if no stored value has that text.</param>
/// <param name="FromRow">The text of the value in a column of a row, which is not null.</param>
internal sealed record DimensionSql(string Expression, Func<string, object?> ToStored, Func<SqliteDataReader, int, string> FromRow)
{
    public const string LocalDay = "local_day";
    public const string LocalMonth = "local_month";

    /// <summary>A dimension that is a field of the record or a time.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="version">The version of the file's schema.</param>
    public static DimensionSql Of(UsageDimension dimension, long version)
    {
        if (dimension == UsageDimension.Day)
        {
            return OfNumber(
                $"{LocalDay}(time)", static text => LocalCalendar.DayNumber(text), static day => LocalCalendar.DayText((int)day));
        }

        if (dimension == UsageDimension.Month)
        {
            return OfNumber(
                $"{LocalMonth}(time)", static text => LocalCalendar.MonthNumber(text), static month => LocalCalendar.MonthText((int)month));
        }

        if (dimension.KnownValues.Count > 0)
            return OfNumber(ColumnOf(dimension.Name, version), text => NumberOf(dimension, text), dimension.ValueOf);
        var expression = dimension == UsageDimension.Model ? "COALESCE(response_model, request_model)" : ColumnOf(dimension.Name, version);
        return new DimensionSql(expression, static text => text, static (row, column) => row.GetString(column));
    }

    /// <summary>A tag.</summary>
    /// <param name="function">The function that finds it, as <see cref="TagBytes"/>, in the tags of a call.</param>
    public static DimensionSql OfTag(string function)
        => new($"{function}(metadata)", TagBytes, static (row, column) => Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(column)[1..]));

    /// <summary>A tag's value as it is compared: bytes of UTF-8 with one in front, because SQLite makes null of no bytes.</summary>
    public static byte[]? TagBytes(string? value) => value is null ? null : Encoding.UTF8.GetBytes("=" + value);

    private static DimensionSql OfNumber(string expression, Func<string, long?> toNumber, Func<long, string> toText)
        => new(expression, text => toNumber(text), (row, column) => toText(row.GetInt64(column)));

    // A dimension is called like its column.
    private static string ColumnOf(string name, long version)
        => UsageColumns.All.FirstOrDefault(column => column.Name == name)?.In(version)
            ?? throw new NotSupportedException($"The SQLite store has no column for the dimension '{name}'.");

    private static long? NumberOf(UsageDimension dimension, string text)
    {
        for (var i = 0; i < dimension.KnownValues.Count; i++)
        {
            if (string.Equals(dimension.KnownValues[i], text, StringComparison.Ordinal))
                return i;
        }

        // What a newer version stored is shown as its number.
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && dimension.ValueOf(number) == text
            ? number
            : null;
    }
}
