using Microsoft.Data.Sqlite;
using TokenTracking.Reporting;
using TokenTracking.Sqlite.Values;

namespace TokenTracking.Sqlite.Reading;

/// <summary>
/// The figures of a group of rows, summed by SQLite. Its sum of integers fails beyond 64 bits: then the same statement is made in its wide
/// form, which sums each column in two halves that cannot overflow.
/// </summary>
/// <param name="isWide">True for the wide form.</param>
internal sealed class FiguresSql(bool isWide)
{
    public const string SumOfTexts = "sum_of_costs";

    private const int CostBases = 5;
    private const long Half = 1_000_000_000;

    private const string HasNoUsage = """
        COALESCE(fresh_input, cache_read, cache_write_5m, cache_write_1h, cache_write_other, visible_output, reasoning,
          audio_input, audio_output, image_input, image_output, server_tool_calls) IS NULL
        """;

    private const string HasNoCost = "COALESCE(cost_pico, cost_text) IS NULL";

    // A call that failed and reported nothing has no tokens and no cost that could be missing.
    private const string IsBilled = $"NOT (outcome = 1 AND units IS NULL AND {HasNoCost} AND {HasNoUsage})";

    /// <summary>The columns, in the order in which <see cref="Read"/> takes them.</summary>
    public string Columns => string.Join(", ",
    [
        "COUNT(*)", Count("outcome = 1"), Count("outcome = 2"), Count("outcome = 3"),
        Sum("fresh_input"), Sum("cache_read"), Sum("cache_write_5m"), Sum("cache_write_1h"), Sum("cache_write_other"),
        Sum("visible_output"), Sum("reasoning"),
        Count($"{HasNoUsage} AND {IsBilled}"), "COUNT(COALESCE(cost_pico, cost_text))", Count($"{HasNoCost} AND {IsBilled}"),
        .. Enumerable.Range(0, CostBases).Select(basis => Sum("cost_pico", BasisIs(basis))),
        $"{SumOfTexts}(cost_basis, cost_text) FILTER (WHERE cost_text IS NOT NULL)",
        .. Durations("duration"), .. Durations("time_to_first_token"),
    ]);

    /// <summary>Checks whether a statement failed because a sum does not fit into 64 bits.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>True if it did; otherwise, false.</returns>
    // SQLite has no error code for it: sqlite.org/lang_aggfunc.html#sumunc gives the message.
    public static bool IsOverflow(SqliteException failure)
        => failure.SqliteErrorCode == 1 && failure.Message.Contains("integer overflow", StringComparison.Ordinal);

    /// <summary>Adds the function that sums the amounts that are text.</summary>
    public static void AddTo(SqliteConnection connection) => connection.CreateAggregate<long, string, UsageCosts, string>(
        SumOfTexts, UsageCosts.None,
        static (costs, basis, amount) => costs.With((CostBasis)basis, SqliteMoney.FromText(amount)),
        CostsText.Write, isDeterministic: true);

    /// <summary>Reads the figures from the columns of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The first of the columns.</param>
    public UsageFigures Read(SqliteDataReader row, int first)
    {
        var columns = new SumReader(row, first, isWide ? Half : null);
        // Initialisers run in the order in which they are written, which is the order of the columns.
        var figures = new UsageFigures
        {
            Calls = columns.Count(),
            FailedCalls = columns.Count(),
            CancelledCalls = columns.Count(),
            AbandonedCalls = columns.Count(),
        };
        var (fresh, read, write5m, write1h, writeOther) = (columns.Sum(), columns.Sum(), columns.Sum(), columns.Sum(), columns.Sum());
        var (visible, reasoning) = (columns.Sum(), columns.Sum());
        return figures with
        {
            InputTokens = SumReader.Saturated((fresh ?? 0) + (read ?? 0) + (write5m ?? 0) + (write1h ?? 0) + (writeOther ?? 0)),
            OutputTokens = SumReader.Saturated((visible ?? 0) + (reasoning ?? 0)),
            CacheReadTokens = SumReader.Saturated(read ?? 0),
            CacheWrite5mTokens = SumReader.Saturated(write5m ?? 0),
            CacheWrite1hTokens = SumReader.Saturated(write1h ?? 0),
            CacheWriteOtherTokens = SumReader.Saturated(writeOther ?? 0),
            ReasoningTokens = SumReader.Saturated(reasoning ?? 0),
            CallsWithoutUsage = columns.Count(),
            PricedCalls = columns.Count(),
            UnpricedCalls = columns.Count(),
            Costs = ReadCosts(ref columns),
            Durations = columns.Durations(),
            TimesToFirstToken = columns.Durations(),
        };
    }

    private static UsageCosts ReadCosts(ref SumReader columns)
    {
        var costs = UsageCosts.None;
        for (var basis = 0; basis < CostBases; basis++)
            costs = costs.With((CostBasis)basis, columns.Sum() is { } pico ? SqliteMoney.FromPico(pico) : null);
        return columns.Text() is { } texts ? costs.With(CostsText.Read(texts)) : costs;
    }

    private static string BasisIs(int basis)
        => basis == 0 ? $"cost_basis NOT BETWEEN 1 AND {CostBases - 1}" : $"cost_basis = {basis}";

    private static string Count(string condition) => $"COUNT(*) FILTER (WHERE {condition})";

    // A time of zero was not measured.
    private IEnumerable<string> Durations(string column)
        => [Count($"{column} > 0"), Sum(column, $"{column} > 0"), .. Extremes(column)];

    private static string[] Extremes(string column)
        => [$"MIN({column}) FILTER (WHERE {column} > 0)", $"MAX({column}) FILTER (WHERE {column} > 0)"];

    private string Sum(string column, string? condition = null)
    {
        var filter = condition is null ? "" : $" FILTER (WHERE {condition})";
        return isWide ? $"SUM({column} / {Half}){filter}, SUM({column} % {Half}){filter}" : $"SUM({column}){filter}";
    }
}
