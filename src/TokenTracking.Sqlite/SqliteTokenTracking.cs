using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TokenTracking.Sqlite.Files;

namespace TokenTracking;

/// <summary>Registers the SQLite store.</summary>
public static class SqliteTokenTracking
{
    /// <summary>Keeps usage records in a SQLite file. The file and its folder are created when the first records are stored.</summary>
    /// <param name="builder">The tracking under construction.</param>
    /// <param name="path">The file, absolute or relative to the host's content root; without a host, to the current folder. <c>~/</c> is
    /// the user's home folder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The path is empty, or has no meaning on this system.</exception>
    public static TokenTrackingBuilder UseSqlite(this TokenTrackingBuilder builder, string path = "data/token_usage.db")
    {
        ArgumentNullException.ThrowIfNull(builder);
        // A path that means nothing is said where it is written, and not by the first call.
        _ = StorePath.Resolve(path, folder: null);
        return builder.UseStore(services
            => new SqliteUsageStore(StorePath.Resolve(path, services.GetService<IHostEnvironment>()?.ContentRootPath)));
    }
}
