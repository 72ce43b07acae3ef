using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Stores;

/// <summary>Opens the store of a command.</summary>
internal static class StoreFactory
{
    /// <summary>Opens a store that exists. A command that reads never makes one: an empty report would hide a mistyped path.</summary>
    /// <param name="location">The place.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The store.</returns>
    /// <exception cref="CommandFailedException">There is no such file.</exception>
    public static Task<IUsageStore> OpenAsync(StoreLocation location, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = Path.GetFullPath(location.Path);
        if (Directory.Exists(path))
            throw CommandFailedException.Failed($"The store {path} ({location.Origin}) is a folder. Name the file in it.");
        throw CommandFailedException.Failed(
            $"There is no store at {path} ({location.Origin}). Name it with --store PATH or {StoreLocation.VariableName};"
            + " a program makes one with services.AddTokenTracking(t => t.UseSqlite(\"data/token_usage.db\")) and its first tracked call.");
    }
}
