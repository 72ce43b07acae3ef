using System.CommandLine;
using TokenTracking.Cli.Stores;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Options;

/// <summary><c>--store</c>: where the records are.</summary>
internal static class StoreOption
{
    /// <summary>The option of one command.</summary>
    /// <returns>The option.</returns>
    public static Option<string?> Create() => new("--store")
    {
        Description = $"The store file. Default: {StoreLocation.VariableName} if set; otherwise, {StoreLocation.DefaultPath}.",
        HelpName = "path",
    };

    /// <summary>Opens the store that a command line means.</summary>
    /// <param name="path">The value of <c>--store</c>; null if it is not specified.</param>
    /// <param name="host">Opens it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The store.</returns>
    public static Task<IUsageStore> OpenAsync(string? path, CommandHost host, CancellationToken cancellationToken)
        => host.OpenStore(StoreLocation.Resolve(path, host.Variable), host.SayError, cancellationToken);

    /// <summary>Opens the store that a command line means, to change records in it.</summary>
    /// <param name="path">The value of <c>--store</c>; null if it is not specified.</param>
    /// <param name="host">Opens it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The store.</returns>
    public static async Task<IUsageStore> OpenForWritingAsync(string? path, CommandHost host, CancellationToken cancellationToken)
    {
        var store = await OpenAsync(path, host, cancellationToken);
        if (store is not SqliteUsageStore { JournalDirectory: null } readOnly)
            return store;
        await readOnly.DisposeAsync();
        return SqliteUsageStore.OpenExisting(readOnly.Path);
    }
}
