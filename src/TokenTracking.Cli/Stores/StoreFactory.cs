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
        var store = Existing(location);
        var path = store.Path;
        if (Directory.Exists(path))
            throw CommandFailedException.Failed($"The store {path} ({location.Origin}) is a folder. Specify a file in it.");

        if (store.JournalDirectory is not { } journals || !UsageJournals.Exist(journals))
        {
            await store.DisposeAsync();
            return File.Exists(path) ? SqliteUsageStore.OpenReadOnly(path) : throw Missing(path, location);
        }

        try
        {
            var recovery = await UsageJournals.RecoverAsync(store, cancellationToken: cancellationToken);
            Report(recovery, warn);
            if (recovery.JournalsLeft == 0 || !File.Exists(path))
                return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }

        // Journals that cannot be taken over are in a folder that cannot be written to: the store is read as it is.
        await store.DisposeAsync();
        return SqliteUsageStore.OpenReadOnly(path);
    }

    private static SqliteUsageStore Existing(StoreLocation location)
    {
        try
        {
            return SqliteUsageStore.OpenExisting(location.Path);
        }
        catch (ArgumentException failure)
        {
            throw CommandFailedException.Failed($"The store ({location.Origin}) cannot be found. {TextOf(failure)}");
        }
    }

    // Without the name of the parameter, which means nothing to a user.
    private static string TextOf(ArgumentException failure)
        => failure.Message.Replace($" (Parameter '{failure.ParamName}')", "", StringComparison.Ordinal);

    private static void Report(JournalRecovery recovery, Action<string> warn)
    {
        if (recovery.JournalsLeft > 0)
        {
            warn($"{Shown.Of(recovery.JournalsLeft, "journal")} of the store could not be read and will be tried again;"
                + " the output does not include the calls in it.");
        }

        if (recovery.JournalsUnlocked > 0)
        {
            warn($"{Shown.Of(recovery.JournalsUnlocked, "journal")} of the store may be in use by a running program: file locks do not"
                + " work, here or in that program. The output does not include the calls in it. If no program is recording, move the store"
                + " to a local disk, unset DOTNET_SYSTEM_IO_DISABLEFILELOCKING, and remove '.unlocked' from the names of the journals.");
        }

        foreach (var file in recovery.DamagedFiles)
            warn($"A journal has parts that cannot be read. Its valid records are in the store, and the file is kept as {file}.");
    }

    private static CommandFailedException Missing(string path, StoreLocation location) => CommandFailedException.Failed(
        $"There is no store at {path} ({location.Origin}). Specify it with --store PATH or {StoreLocation.VariableName};"
        + " a program creates one with services.AddTokenTracking(t => t.UseSqlite(\"data/token_usage.db\")) and its first tracked call.");
}
