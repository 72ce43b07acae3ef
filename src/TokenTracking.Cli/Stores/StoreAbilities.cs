using TokenTracking.Cli.Failures;
using TokenTracking.Storage;

namespace TokenTracking.Cli.Stores;

/// <summary>What a store can do beyond what every store can.</summary>
internal static class StoreAbilities
{
    /// <summary>The store as one that lists single calls.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The store.</returns>
    /// <exception cref="CommandFailedException">It does not list them.</exception>
    public static IUsageRecords SingleCalls(this IUsageStore store)
        => store as IUsageRecords ?? throw Lacks(store, "does not list single calls, which this command requires");

    /// <summary>The store as one whose costs can be corrected.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The store.</returns>
    /// <exception cref="CommandFailedException">Its costs cannot be corrected.</exception>
    public static IRecostableRecords Recostable(this IUsageStore store)
        => store as IRecostableRecords ?? throw Lacks(store, "does not allow costs to be corrected");

    private static CommandFailedException Lacks(IUsageStore store, string what)
        => CommandFailedException.Failed($"The store ({store.GetType().Name}) {what}.");
}
