namespace TokenTracking;

/// <summary>Registers the SQLite store.</summary>
public static class SqliteTokenTracking
{
    /// <summary>Keeps usage records in a SQLite file. The file and its folder are created when the first records are stored.</summary>
    /// <param name="builder">The tracking under construction.</param>
    /// <param name="path">The file, absolute or from the current folder.</param>
    /// <returns>The builder.</returns>
    public static TokenTrackingBuilder UseSqlite(this TokenTrackingBuilder builder, string path = "data/token_usage.db")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return builder.UseStore(_ => new SqliteUsageStore(path));
    }
}
