using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Text;
using TokenTracking.Storage;

namespace TokenTracking.Cli.Stores;

/// <summary>Opens the store of a command that reads.</summary>
internal static class StoreFactory
{
    /// <summary>
    /// Opens a store that exists, and first recovers what processes that died left in their journals. It never makes an empty one: an empty
    /// report would hide a mistyped path.
    /// </summary>
    /// <param name="location">The place.</param>
    /// <param name="warn">Takes what the user has to know although the store opens.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The store.</returns>
    /// <exception cref="CommandFailedException">There is no such file.</exception>
    /// <exception cref="UsageStoreException">The store cannot be read, or does not take the journals' records.</exception>
    public static async Task<IUsageStore> OpenAsync(StoreLocation location, Action<string> warn, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(location.Path);
        if (Directory.Exists(path))
            throw CommandFailedException.Failed($"The store {path} ({location.Origin}) is a folder. Specify a file in it.");

        var store = SqliteUsageStore.OpenExisting(path);
        if (store.JournalDirectory is not { } journals || !UsageJournals.Exist(journals))
        {
            await store.DisposeAsync();
            return File.Exists(path) ? SqliteUsageStore.OpenReadOnly(path) : throw Missing(path, location);
        }

        try
        {
            Report(await UsageJournals.RecoverAsync(store, cancellationToken: cancellationToken), warn);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }

        return store;
    }

    private static void Report(JournalRecovery recovery, Action<string> warn)
    {
        if (recovery.JournalsLeft > 0)
        {
            warn($"{Shown.Of(recovery.JournalsLeft, "journal")} of the store could not be read and will be tried again;"
                + " the output does not include the calls in it.");
        }

        foreach (var file in recovery.DamagedFiles)
            warn($"A journal has parts that cannot be read. Its valid records are in the store, and the file is kept as {file}.");
    }

    private static CommandFailedException Missing(string path, StoreLocation location) => CommandFailedException.Failed(
        $"There is no store at {path} ({location.Origin}). Specify it with --store PATH or {StoreLocation.VariableName};"
        + " a program creates one with services.AddTokenTracking(t => t.UseSqlite(\"data/token_usage.db\")) and its first tracked call.");
}
